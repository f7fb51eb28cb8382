package ai.fourminds.rds.local;

import ai.fourminds.rds.local.iam.token.Refusal;
import ai.fourminds.rds.local.server.gateway.Gateway;
import java.util.Optional;

/** A name of a cluster or of a proxy, and the port of 127.0.0.1 that leads, like a tunnel, to where the name leads. Thread-safe. */
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

    /** The host that AWS announces. */
    public String host() {
        return host;
    }

    /** The port that AWS announces, which the tokens speak of. */
    public int port() {
        return port;
    }

    /** The port of 127.0.0.1 that is really listened on. */
    public int listenPort() {
        return listenPort;
    }

    /** Why the last login that was refused on {@link #listenPort} was refused; clients are told less. */
    public Optional<Refusal> lastRefusal() {
        return gateway.lastRefusal();
    }

    /** How many client connections are open on {@link #listenPort}. */
    public int connections() {
        return gateway.connections();
    }
}
