package ai.fourminds.rds.spark.read;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.plugin.ConnectionSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One snapshot that all tasks read, held open by a connection of the job's own; only PostgreSQL lends it, standbys too. Closing
 * it forgets it. Thread-safe.
 */
public final class Snapshot implements AutoCloseable {

    private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    /** A table may take longer than the server lets a transaction idle. */
    private static final String UNLIMITED = """
            SELECT pg_catalog.set_config(s.name, '0', true)
            FROM pg_catalog.pg_settings s
            WHERE s.name IN ('idle_in_transaction_session_timeout', 'transaction_timeout', 'statement_timeout')
            """;

    /** Feature not supported, not in this state, read-only transaction, no privilege on the function. */
    private static final Set<String> NO_SNAPSHOT = Set.of("0A000", "55000", "25006", "42501", "42883");

    private static final int SECONDS_TO_ANSWER = 10;

    private final @Nullable Connection keeper;
    private final @Nullable String id;

    private Snapshot(@Nullable Connection keeper, @Nullable String id) {
        this.keeper = keeper;
        this.id = id;
    }

    public static Snapshot of(RdsDatabase database) throws SQLException {
        if (!database.plugin().name().equals("postgresql")) {
            return new Snapshot(null, null);
        }
        Connection keeper = database.exportConnections().open();
        try (Statement statement = keeper.createStatement()) {
            statement.execute(BEGIN);
            statement.execute(UNLIMITED);
            return new Snapshot(keeper, text(statement, "SELECT pg_catalog.pg_export_snapshot()"));
        } catch (SQLException failure) {
            keeper.close();
            if (NO_SNAPSHOT.contains(String.valueOf(failure.getSQLState()))) {
                return new Snapshot(null, null);
            }
            throw failure;
        }
    }

    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** Whether the server has ended the connection that holds it, as a standby does with what replication waits for. */
    public boolean isLost() throws SQLException {
        return keeper != null && !keeper.isValid(SECONDS_TO_ANSWER);
    }

    /** What opens a transaction that reads the snapshot. */
    public static String beginning(String snapshot) {
        // The server makes identifiers of hexadecimal digits and dashes alone.
        if (!snapshot.matches("[0-9A-F-]+")) {
            throw new IllegalArgumentException("not a snapshot's identifier");
        }
        return "SET TRANSACTION SNAPSHOT '" + snapshot + "'";
    }

    /** Connections of the job's own, as {@link #connections(ConnectionSource, String)}. */
    public ConnectionSource connections(RdsDatabase database) {
        return connections(database.exportConnections(), id);
    }

    /**
     * Connections for an export session: the first, of which the session takes its snapshot, is in ours already.
     *
     * @param snapshot the identifier, or null where there is none
     */
    public static ConnectionSource connections(ConnectionSource plain, @Nullable String snapshot) {
        return snapshot == null ? plain : new Joining(plain, snapshot);
    }

    @Override
    public void close() throws SQLException {
        if (keeper != null) {
            keeper.close();
        }
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** Used by one session, which opens the connection that holds its snapshot first. */
    private static final class Joining implements ConnectionSource {
        private final ConnectionSource plain;
        private final String snapshot;
        private boolean joined;

        Joining(ConnectionSource plain, String snapshot) {
            this.plain = plain;
            this.snapshot = snapshot;
        }

        @Override
        public synchronized Connection open() throws SQLException {
            Connection connection = plain.open();
            if (joined) {
                return connection;
            }
            joined = true;
            try (Statement statement = connection.createStatement()) {
                statement.execute(BEGIN);
                statement.execute(beginning(snapshot));
                statement.execute(UNLIMITED);
                return connection;
            } catch (SQLException failure) {
                connection.close();
                throw failure;
            }
        }
    }
}
