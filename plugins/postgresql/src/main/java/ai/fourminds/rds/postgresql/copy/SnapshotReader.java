package ai.fourminds.rds.postgresql.copy;

import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportSnapshot;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugins.common.Cancellation;
import ai.fourminds.rds.plugins.common.Cleanup;
import ai.fourminds.rds.plugins.common.JdbiWork;
import ai.fourminds.rds.postgresql.session.SessionSettings;
import ai.fourminds.rds.postgresql.session.TableLocks;
import ai.fourminds.rds.postgresql.session.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * One connection that reads the export's snapshot. Whatever is read, is read behind a savepoint of its one transaction, so
 * that a failure ends that and not the transaction. {@link #cancel} and {@link #abort} may be called from any thread,
 * everything else from one at a time.
 */
final class SnapshotReader implements AutoCloseable {

    private static final String READ_ONLY = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";
    private static final String QUERY_CANCELED = "57014";
    private static final String INTERNAL_ERROR = "XX000";

    private final Handle handle;
    private final PGConnection native_;
    private final SessionSettings.Before before;
    private final ExportSnapshot snapshot;
    private final Cancellation cancellation;
    private volatile boolean broken;

    private SnapshotReader(
            Handle handle, PGConnection native_, SessionSettings.Before before, ExportSnapshot snapshot) {
        this.handle = handle;
        this.native_ = native_;
        this.before = before;
        this.snapshot = snapshot;
        cancellation = new Cancellation(native_::cancelQuery, QUERY_CANCELED, 0);
    }

    /** A connection in a transaction that reads, with locks on the tables that no other session has locked. */
    static SnapshotReader open(ConnectionSource connections, HeldSnapshot held, List<ExportSource> expected)
            throws SQLException {
        return JdbiWork.owned(begin(connections, held.id()), handle -> {
            SessionSettings.Before before = SessionSettings.pinPath(handle);
            TableLocks.take(handle, tables(expected));
            Transactions.savepoint(handle);
            PGConnection native_ = handle.getConnection().unwrap(PGConnection.class);
            return new SnapshotReader(handle, native_, before, held.moment(before.time()));
        });
    }

    private static List<TableName> tables(List<ExportSource> sources) {
        return sources.stream()
                .filter(ExportSource.OfTable.class::isInstance)
                .map(source -> ((ExportSource.OfTable) source).table())
                .filter(table -> table.schema() != null)
                .toList();
    }

    /** In a transaction that reads; the snapshot is the transaction's own where none is named. */
    static Handle begin(ConnectionSource connections, @Nullable String snapshot) throws SQLException {
        return JdbiWork.owned(JdbiWork.begin(connections), handle -> {
            handle.execute(snapshot == null ? READ_ONLY : READ_ONLY + "; SET TRANSACTION SNAPSHOT '" + snapshot + "'");
            SessionSettings.apply(handle);
            return handle;
        });
    }

    Handle handle() {
        return handle;
    }

    /** What is read. */
    ExportSnapshot snapshot() {
        return snapshot;
    }

    int serverVersion() throws SQLException {
        return handle.getConnection().getMetaData().getDatabaseMajorVersion();
    }

    PGConnection native_() {
        return native_;
    }

    /** The first column of what a statement returns; it may hold a user's SQL, in which JDBC must find no parameters. */
    List<String> read(String sql) throws SQLException {
        try (Statement statement = handle.getConnection().createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(sql)) {
                List<String> cells = new ArrayList<>();
                while (rows.next()) {
                    cells.add(rows.getString(1));
                }
                return cells;
            }
        }
    }

    /** To be asked before each statement that may be cancelled, between {@link #start} and {@link #endSource}. */
    Cancellation cancellation() {
        return cancellation;
    }

    /** From here on, a cancel is that of what is read now; names resolve as pinned. */
    void start() {
        cancellation.open();
    }

    /** Names resolve as the user's session resolves them, until {@link #endSource}. */
    void unpinPath() throws SQLException {
        JdbiWork.on(handle, h -> SessionSettings.setPath(h, before.path()));
    }

    /** Ends what is read now, and keeps more of it from being read. */
    void cancel() throws SQLException {
        cancellation.cancel();
    }

    void abort() throws SQLException {
        broken = true;
        handle.getConnection().abort(Runnable::run);
    }

    boolean isBroken() {
        return broken;
    }

    /** Ends what is read now: undoes the settings made, and releases the locks taken, since the start. */
    void endSource() throws SQLException {
        cancellation.close();
        try {
            rollBack();
        } catch (SQLException failure) {
            broken = true;
            throw failure;
        }
    }

    /**
     * Like {@link #endSource}, and returns whether the answer to a question is yes, which is asked just before in the same
     * round trip. Prepared, so the server plans it for the first few tables only.
     *
     * @param parameter the value of the question's parameter, if it has one
     */
    boolean endSourceAsking(String question, long parameter) throws SQLException {
        cancellation.close();
        String sql = "SET LOCAL search_path TO pg_catalog; " + question + "; " + Transactions.ROLLBACK_TO_SAVEPOINT;
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            if (question.contains("?")) {
                statement.setLong(1, parameter);
            }
            statement.execute();
            statement.getMoreResults();
            try (ResultSet answer = statement.getResultSet()) {
                return answer.next() && answer.getBoolean(1);
            }
        } catch (SQLException failure) {
            Cleanup.after(failure, this::endSource);
            // Before version 14, functions fail so for a relation that is gone.
            if (serverVersion() < 14 && INTERNAL_ERROR.equals(failure.getSQLState())) {
                return false;
            }
            throw failure;
        }
    }

    @Override
    public void close() throws SQLException {
        cancellation.close();
        broken = true;
        JdbiWork.close(handle);
    }

    private void rollBack() throws SQLException {
        try {
            Transactions.rollBackToSavepoint(handle);
        } catch (SQLException failure) {
            // The signal of a cancel request may arrive late; a second one cannot.
            if (!QUERY_CANCELED.equals(failure.getSQLState())) {
                throw failure;
            }
            Transactions.rollBackToSavepoint(handle);
        }
    }
}
