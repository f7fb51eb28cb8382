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

/** One instance that can be connected to. Thread-safe. */
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

    /** The host that AWS announces, which the certificate and the tokens speak of. */
    public String host() {
        return announced.host();
    }

    /** The port that AWS announces, which the tokens speak of. */
    public int port() {
        return announced.port();
    }

    /** The port of 127.0.0.1 that is really listened on. */
    public int listenPort() {
        return listenPort;
    }

    /** The {@code db-...} id; policies for a cluster's member name that of the cluster. */
    public String resourceId() {
        return ResourceId.of("db-", identifier);
    }

    /** The ARN that {@code rds-db:connect} must be allowed on for {@code user}. */
    public String connectResource(String user) {
        return address.connectResource(user);
    }

    /** A superuser's connection to the database {@code postgres} or {@code mysql}, past the gateway. The caller closes it. */
    public Connection adminConnection() throws SQLException {
        return server.get().adminConnection();
    }

    /** A superuser's connection to {@code database}, past the gateway. The caller closes it. */
    public Connection adminConnection(String database) throws SQLException {
        return server.get().adminConnection(database);
    }

    /** Why the gateway refused the last login that it refused; clients are told less. */
    public Optional<Refusal> lastRefusal() {
        return gateway.lastRefusal();
    }

    /** How many client connections the gateway has open. */
    public int connections() {
        return gateway.connections();
    }
}
