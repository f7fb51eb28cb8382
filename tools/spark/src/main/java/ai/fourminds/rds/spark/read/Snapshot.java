package ai.fourminds.rds.spark.read;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.failure.Causes;
import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSnapshot;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot that all tasks read; a connection of the job holds it until it is closed. Only PostgreSQL exports
 * snapshots, also on standbys. Thread-safe.
 */
public final class Snapshot implements AutoCloseable {

    private static final String EXPORT = "SELECT pg_catalog.pg_export_snapshot(), pg_catalog.clock_timestamp()";
    private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    private static final String REPEATABLE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; ";

    /** Lifts the time limits for this transaction: a table can take longer. */
    private static final String UNLIMITED = """
            SELECT pg_catalog.set_config(s.name, '0', true)
            FROM pg_catalog.pg_settings s
            WHERE s.name IN ('idle_in_transaction_session_timeout', 'transaction_timeout', 'statement_timeout')
            """;

    /** SQLStates: feature not supported, wrong state, read-only transaction, no privilege, no such function. */
    private static final Set<String> NO_SNAPSHOT = Set.of("0A000", "55000", "25006", "42501", "42883");

    private static final int MILLIS_TO_ANSWER = 10_000;

    private static final CsvOptions ONE_ROW = new CsvOptions(1, false);

    private final RdsDatabase database;
    private final @Nullable Connection keeper;
    private final @Nullable String id;
    private final @Nullable ExportSnapshot moment;

    private Snapshot(
            RdsDatabase database, @Nullable Connection keeper, @Nullable String id, @Nullable ExportSnapshot moment) {
        this.database = database;
        this.keeper = keeper;
        this.id = id;
        this.moment = moment;
    }

    /**
     * Takes a snapshot, or returns one without identifier if the server cannot export it.
     *
     * @param reason why it replaces an earlier snapshot; null for the first
     */
    public static Snapshot of(RdsDatabase database, @Nullable String reason) throws SQLException {
        if (!database.plugin().name().equals("postgresql")) {
            return new Snapshot(database, null, null, null);
        }
        Connection keeper = database.exportConnections().open();
        try (Statement statement = keeper.createStatement()) {
            statement.execute(BEGIN);
            statement.execute(UNLIMITED);
            try (ResultSet row = statement.executeQuery(EXPORT)) {
                row.next();
                OffsetDateTime taken = row.getObject(2, OffsetDateTime.class);
                return new Snapshot(database, keeper, row.getString(1), new ExportSnapshot(taken.toInstant(), reason));
            }
        } catch (SQLException failure) {
            keeper.close();
            if (NO_SNAPSHOT.contains(String.valueOf(failure.getSQLState()))) {
                return new Snapshot(database, null, null, null);
            }
            throw failure;
        }
    }

    /** Returns the identifier; empty if the server cannot export snapshots. */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** Opens a connection in a transaction that reads the snapshot. */
    public Connection open() throws SQLException {
        return connections(database, id).open();
    }

    /**
     * Returns a table's columns, declared types and remarks in the snapshot; its row count is meaningless. The engine's
     * plugin refuses tables that were truncated or rewritten since.
     */
    public ExportResult describe(TableName table) throws SQLException, IOException {
        try (ExportSession session = database.openExport(connections(database, id));
                ExportChannel channel = session.openChannel()) {
            ExportResult one = channel.export(
                    new ExportSource.OfTable(table), ONE_ROW, OutputStream.nullOutputStream(), (rows, bytes) -> {});
            ExportResult read = read(session, one, id);
            return new ExportResult(read.rows(), false, read.columns(), read.dropped(), read.remarks(), moment);
        }
    }

    /** Whether the transaction of a connection of {@link #open}, and so its locks, still exist. */
    public boolean isHeldBy(Connection connection) {
        return loss(connection).isEmpty();
    }

    /**
     * Returns why the connection that holds the snapshot was lost, in the server's words if it sent any, such as a
     * standby's replication conflict; empty while it is open.
     */
    Optional<String> loss() {
        return keeper == null ? Optional.empty() : loss(keeper);
    }

    /** Returns why a connection was lost; empty while it is open. */
    private static Optional<String> loss(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, MILLIS_TO_ANSWER);
            statement.execute("SELECT 1");
            return Optional.empty();
        } catch (SQLException lost) {
            return Optional.of(Causes.message(lost));
        }
    }

    /** Returns the statement that makes a new transaction read the snapshot. */
    private static String beginning(String snapshot) {
        // The server builds identifiers from hexadecimal digits and dashes.
        if (!snapshot.matches("[0-9A-F-]+")) {
            throw new IllegalArgumentException("not a snapshot's identifier");
        }
        return "SET TRANSACTION SNAPSHOT '" + snapshot + "'";
    }

    /** Returns the first statements of Spark's own sessions, which run in Spark's transaction. */
    public static String initial(String engine, Optional<String> snapshot) {
        String settings = SessionSettings.of(engine);
        return snapshot.map(id -> REPEATABLE + beginning(id) + "; " + UNLIMITED + "; " + settings)
                .orElse(settings);
    }

    /**
     * Returns the result of a session that used {@link #connections}. Fails if the session lost its first connection,
     * too: it then reads a snapshot of its own, whose rows do not fit the others.
     */
    public static ExportResult read(ExportSession session, ExportResult result, @Nullable String snapshot)
            throws SQLException {
        ExportSnapshot own = result.snapshot();
        boolean joined = session.consistency() == ExportSession.Consistency.ONE_SNAPSHOT
                && (own == null || own.reason() == null);
        if (snapshot != null && !joined) {
            throw new SQLRecoverableException("the connection that held the snapshot of a part was lost", "08006");
        }
        return result;
    }

    /**
     * Returns the connections of an export session. The first one, from which the session takes its snapshot, reads
     * this snapshot.
     *
     * @param snapshot the identifier, or null without a snapshot
     */
    public static ConnectionSource connections(RdsDatabase database, @Nullable String snapshot) {
        return new Joining(database, snapshot);
    }

    @Override
    public void close() throws SQLException {
        if (keeper != null) {
            keeper.close();
        }
    }

    /** For one session, whose first connection holds its snapshot. */
    private static final class Joining implements ConnectionSource {
        private final RdsDatabase database;
        private @Nullable String snapshot;

        Joining(RdsDatabase database, @Nullable String snapshot) {
            this.database = database;
            this.snapshot = snapshot;
        }

        @Override
        public synchronized Connection open() throws SQLException {
            Connection connection = database.exportConnections().open();
            String joined = snapshot;
            snapshot = null;
            try {
                SessionSettings.apply(connection, database.plugin().name());
                return joined == null ? connection : in(joined, connection);
            } catch (SQLException failure) {
                connection.close();
                throw failure;
            }
        }

        private static Connection in(String snapshot, Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(BEGIN);
                statement.execute(beginning(snapshot));
                statement.execute(UNLIMITED);
                return connection;
            }
        }
    }
}
