package ai.fourminds.rds.local;

import ai.fourminds.rds.local.fleet.Endpoint;
import ai.fourminds.rds.local.iam.token.Refusal;
import ai.fourminds.rds.local.server.gateway.Gateway;
import java.util.Optional;

/**
 * A host name of a cluster or a proxy, and a port on 127.0.0.1 that, like a tunnel, leads to the same server.
 * Thread-safe.
 */
public final class LocalEndpoint {
    private final Endpoint announced;
    private final Gateway gateway;

    LocalEndpoint(Endpoint announced, Gateway gateway) {
        this.announced = announced;
        this.gateway = gateway;
    }

    /** Returns the host that AWS announces. */
    public String host() {
        return announced.host();
    }

    /** Returns the port that AWS announces and that tokens contain. */
    public int port() {
        return announced.port();
    }

    /** Returns the port on 127.0.0.1 that really accepts connections. */
    public int listenPort() {
        return gateway.port();
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
