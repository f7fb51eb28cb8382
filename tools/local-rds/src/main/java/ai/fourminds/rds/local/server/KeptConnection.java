package ai.fourminds.rds.local.server;

import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A superuser's connection that is kept for questions at each login, one at a time. Thread-safe. */
public final class KeptConnection implements Closeable {
    private final DatabaseServer server;
    private @Nullable Connection connection;

    public KeptConnection(DatabaseServer server) {
        this.server = server;
    }

    /** Returns the first value of the answer to a query; empty for no row. */
    public synchronized Optional<String> ask(String query, String... parameters) throws IOException {
        try {
            Connection open = connection;
            if (open == null || !open.isValid(5)) {
                open = server.adminConnection(server.ownDatabase());
                connection = open;
            }
            return DatabaseServer.ask(open, query, parameters);
        } catch (SQLException e) {
            throw new IOException("the database does not say who its users are", e);
        }
    }

    /** Not needed if the server ends, too. */
    @Override
    public synchronized void close() throws IOException {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IOException("the connection to the database does not close", e);
        }
    }
}
