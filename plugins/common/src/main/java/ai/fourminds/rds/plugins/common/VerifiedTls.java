package ai.fourminds.rds.plugins.common;

import ai.fourminds.rds.plugin.Endpoint;
import ai.fourminds.rds.plugin.TlsTrust;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Puts TLS over a connected socket and returns only after the server's certificate has been verified, for the real
 * endpoint's name where the trust asks for that. Thread-safe.
 */
public final class VerifiedTls {

    private final TlsTrust trust;
    private final Endpoint endpoint;

    /** TLS towards one endpoint. */
    public VerifiedTls(TlsTrust trust, Endpoint endpoint) {
        this.trust = trust;
        this.endpoint = endpoint;
    }

    /**
     * The verified TLS socket; closing it closes the plain one.
     *
     * @throws IOException when the handshake fails, the certificate is not trusted or names another host
     */
    public SSLSocket over(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket)
                trust.context().getSocketFactory().createSocket(plain, endpoint.host(), endpoint.port(), true);
        if (trust.verifyHostname()) {
            SSLParameters parameters = socket.getSSLParameters();
            // The JDK then checks the name within the handshake, before any byte of the login follows.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        socket.setUseClientMode(true);
        socket.startHandshake();
        return socket;
    }
}
