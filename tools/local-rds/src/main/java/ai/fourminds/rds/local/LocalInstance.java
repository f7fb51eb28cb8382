package ai.fourminds.rds.local;

import ai.fourminds.rds.local.fleet.Endpoint;
import ai.fourminds.rds.local.fleet.ResourceId;
import ai.fourminds.rds.local.iam.token.DatabaseAddress;
import ai.fourminds.rds.local.iam.token.Refusal;
import ai.fourminds.rds.local.server.DatabaseServer;
import ai.fourminds.rds.local.server.gateway.Gateway;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

/** A running instance. Thread-safe. */
public final class LocalInstance {
    private final String identifier;
    private final Endpoint announced;
    private final int listenPort;
    private final DatabaseAddress address;
    private final Gateway gateway;
    private final Supplier<DatabaseServer> server;

    LocalInstance(
            String identifier,
            Endpoint announced,
            int listenPort,
            DatabaseAddress address,
            Gateway gateway,
            Supplier<DatabaseServer> server) {
        this.identifier = identifier;
        this.announced = announced;
        this.listenPort = listenPort;
        this.address = address;
        this.gateway = gateway;
        this.server = server;
    }

    public String identifier() {
        return identifier;
    }

    /** Returns the host that AWS announces and that certificate and tokens contain. */
    public String host() {
        return announced.host();
    }

    /** Returns the port that AWS announces and that tokens contain. */
    public int port() {
        return announced.port();
    }

    /** Returns the port on 127.0.0.1 that really accepts connections. */
    public int listenPort() {
        return listenPort;
    }

    /** Returns the {@code db-...} id; policies for a cluster's member name the cluster's id. */
    public String resourceId() {
        return ResourceId.of("db-", identifier);
    }

    /** Returns the ARN on which {@code user} needs {@code rds-db:connect}. */
    public String connectResource(String user) {
        return address.connectResource(user);
    }

    /**
     * Opens a superuser's connection to the database {@code postgres} or {@code mysql}, bypassing the gateway. The
     * caller closes it.
     */
    public Connection adminConnection() throws SQLException {
        return server.get().adminConnection();
    }

    /** Opens a superuser's connection to {@code database}, bypassing the gateway. The caller closes it. */
    public Connection adminConnection(String database) throws SQLException {
        return server.get().adminConnection(database);
    }

    /** Returns the reason of the gateway's last refused login; the client does not learn it. */
    public Optional<Refusal> lastRefusal() {
        return gateway.lastRefusal();
    }

    /** Returns the number of the gateway's open client connections. */
    public int connections() {
        return gateway.connections();
    }
}
