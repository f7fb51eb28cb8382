package ai.fourminds.rds.local.server;

import ai.fourminds.rds.local.iam.token.ConnectTokens;
import ai.fourminds.rds.local.iam.token.DatabaseAddress;
import ai.fourminds.rds.local.server.gateway.Reception;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** A running database server behind any number of instances. Thread-safe. */
public interface DatabaseServer extends AutoCloseable {
    /** Opens a superuser's connection to the engine's own database, bypassing the gateways. The caller closes it. */
    Connection adminConnection() throws SQLException;

    /** Opens a superuser's connection to {@code database}, bypassing the gateways. The caller closes it. */
    Connection adminConnection(String database) throws SQLException;

    /**
     * Returns a reception for clients of the database that is announced at {@code address}.
     *
     * @param tls called for each client
     */
    Reception reception(DatabaseAddress address, Supplier<SSLContext> tls, ConnectTokens tokens);

    @Override
    void close() throws IOException;
}
