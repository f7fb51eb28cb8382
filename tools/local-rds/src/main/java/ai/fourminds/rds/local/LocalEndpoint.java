package ai.fourminds.rds.local;

import ai.fourminds.rds.local.iam.token.Refusal;
import ai.fourminds.rds.local.server.gateway.Gateway;
import java.util.Optional;

/**
 * A host name of a cluster or a proxy, and a port on 127.0.0.1 that, like a tunnel, leads to the same server.
 * Thread-safe.
 */
public final class LocalEndpoint {
    private final String host;
    private final int port;
    private final int listenPort;
    private final Gateway gateway;

    LocalEndpoint(String host, int port, int listenPort, Gateway gateway) {
        this.host = host;
        this.port = port;
        this.listenPort = listenPort;
        this.gateway = gateway;
    }

    /** Returns the host that AWS announces. */
    public String host() {
        return host;
    }

    /** Returns the port that AWS announces and that tokens contain. */
    public int port() {
        return port;
    }

    /** Returns the port on 127.0.0.1 that really accepts connections. */
    public int listenPort() {
        return listenPort;
    }

    /** Returns the reason of the last refused login on {@link #listenPort}; the client does not learn it. */
    public Optional<Refusal> lastRefusal() {
        return gateway.lastRefusal();
    }

    /** Returns the number of open client connections on {@link #listenPort}. */
    public int connections() {
        return gateway.connections();
    }
}
