package ai.fourminds.rds.plugins.common.login;

import ai.fourminds.rds.plugin.Endpoint;
import ai.fourminds.rds.plugin.TlsTrust;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Puts TLS over a connected socket, such that no handshake succeeds unless the server's certificate is trusted and, where
 * the trust asks for that, names the real endpoint. Thread-safe.
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
     * The TLS socket, before its handshake, which native drivers want to start themselves; closing it closes the plain
     * one.
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
        return socket;
    }
}
