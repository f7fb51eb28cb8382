package ai.fourminds.rds.local;

import ai.fourminds.rds.local.fleet.DbInstance;
import ai.fourminds.rds.local.fleet.Endpoint;
import ai.fourminds.rds.local.iam.Refusal;
import ai.fourminds.rds.local.server.DatabaseServer;
import ai.fourminds.rds.local.server.Gateway;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** One instance that can be connected to. Thread-safe. */
public final class LocalInstance {
    private final DbInstance instance;
    private final Endpoint announced;
    private final int listenPort;
    private final Gateway gateway;
    private final DatabaseServer server;

    LocalInstance(DbInstance instance, Endpoint announced, int listenPort, Gateway gateway, DatabaseServer server) {
        this.instance = instance;
        this.announced = announced;
        this.listenPort = listenPort;
        this.gateway = gateway;
        this.server = server;
    }

    public String identifier() {
        return instance.identifier();
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

    /** The {@code db-...} id that {@code rds-db:connect} policies name. */
    public String resourceId() {
        return instance.resourceId();
    }

    /** The ARN that {@code rds-db:connect} must be allowed on for {@code user}. */
    public String connectResource(String user) {
        return "arn:aws:rds-db:%s:%s:dbuser:%s/%s"
                .formatted(LocalRds.ACCOUNT.region(), LocalRds.ACCOUNT.id(), resourceId(), user);
    }

    /** A superuser's connection to the database {@code postgres} or {@code mysql}, past the gateway. The caller closes it. */
    public Connection adminConnection() throws SQLException {
        return server.adminConnection();
    }

    /** A superuser's connection to {@code database}, past the gateway. The caller closes it. */
    public Connection adminConnection(String database) throws SQLException {
        return server.adminConnection(database);
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
