package ai.fourminds.rds.local;

import ai.fourminds.rds.local.fleet.ResourceId;
import ai.fourminds.rds.local.iam.token.DatabaseAddress;
import ai.fourminds.rds.local.iam.token.Refusal;
import ai.fourminds.rds.local.server.DatabaseServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

/** A running instance. Thread-safe. */
public final class LocalInstance {
    private final String identifier;
    private final LocalEndpoint endpoint;
    private final DatabaseAddress address;
    private final Supplier<DatabaseServer> server;

    LocalInstance(String identifier, LocalEndpoint endpoint, DatabaseAddress address, Supplier<DatabaseServer> server) {
        this.identifier = identifier;
        this.endpoint = endpoint;
        this.address = address;
        this.server = server;
    }

    public String identifier() {
        return identifier;
    }

    /** Returns the host that AWS announces and that certificate and tokens contain. */
    public String host() {
        return endpoint.host();
    }

    /** Returns the port that AWS announces and that tokens contain. */
    public int port() {
        return endpoint.port();
    }

    /** Returns the port on 127.0.0.1 that really accepts connections. */
    public int listenPort() {
        return endpoint.listenPort();
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
        return adminConnection(server.get().ownDatabase());
    }

    /** Opens a superuser's connection to {@code database}, bypassing the gateway. The caller closes it. */
    public Connection adminConnection(String database) throws SQLException {
        return server.get().adminConnection(database);
    }

    /** Returns the reason of the gateway's last refused login; the client does not learn it. */
    public Optional<Refusal> lastRefusal() {
        return endpoint.lastRefusal();
    }

    /** Returns the number of the gateway's open client connections. */
    public int connections() {
        return endpoint.connections();
    }
}
