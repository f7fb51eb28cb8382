package ai.fourminds.rds.plugins.common.login;

import ai.fourminds.rds.plugin.Endpoint;
import ai.fourminds.rds.plugin.TlsTrust;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Puts TLS over a connected socket. The handshake succeeds only if the server's certificate is trusted and, if the
 * trust requires it, names the real endpoint. Thread-safe.
 */
public final class VerifiedTls {

    private final TlsTrust trust;
    private final Endpoint endpoint;

    /** Creates TLS for one endpoint. */
    public VerifiedTls(TlsTrust trust, Endpoint endpoint) {
        this.trust = trust;
        this.endpoint = endpoint;
    }

    /**
     * Returns the TLS socket before its handshake, which native drivers start themselves; closing it closes the plain
     * socket.
     */
    public SSLSocket over(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket)
                trust.context().getSocketFactory().createSocket(plain, endpoint.host(), endpoint.port(), true);
        if (trust.verifyHostname()) {
            SSLParameters parameters = socket.getSSLParameters();
            // The JDK then checks the name within the handshake, before any byte of the login is sent.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        return socket;
    }
}
