package ai.fourminds.rds.local.server;

import ai.fourminds.rds.local.iam.token.ConnectTokens;
import ai.fourminds.rds.local.iam.token.DatabaseAddress;
import ai.fourminds.rds.local.server.gateway.Reception;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** A running database that any number of instances may stand for. Thread-safe. */
public interface DatabaseServer extends AutoCloseable {
    /** A superuser's connection to the engine's own database, not through any gateway. The caller closes it. */
    Connection adminConnection() throws SQLException;

    /** The same to {@code database}. */
    Connection adminConnection(String database) throws SQLException;

    /**
     * How clients are received that connect to what is announced at {@code address}.
     *
     * @param tls is asked anew for each client
     */
    Reception reception(DatabaseAddress address, Supplier<SSLContext> tls, ConnectTokens tokens);

    @Override
    void close() throws IOException;
}
