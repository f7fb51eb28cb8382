package ai.fourminds.rds.postgresql.session;

import ai.fourminds.rds.plugins.common.JdbiWork;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;

/**
 * Sets a savepoint, rolls back to it, and ends transactions that only read: there is nothing to commit. (A rollback
 * makes Jdbi forget its own savepoints, and they would stay on the server.) Stateless and thread-safe.
 */
public final class Transactions {

    public static final String ROLLBACK_TO_SAVEPOINT = "ROLLBACK TO SAVEPOINT fourminds_export";

    private Transactions() {}

    public static void savepoint(Handle handle) throws SQLException {
        JdbiWork.on(handle, h -> h.execute("SAVEPOINT fourminds_export"));
    }

    /**
     * Rolls back to the savepoint, which undoes settings and releases locks since then, and releases it; works in a
     * failed transaction too.
     */
    static void rollBackAndRelease(Handle handle) throws SQLException {
        JdbiWork.on(handle, h -> h.execute(ROLLBACK_TO_SAVEPOINT + "; RELEASE SAVEPOINT fourminds_export"));
    }

    /** Like {@link #rollBackAndRelease}, but keeps the savepoint. */
    public static void rollBackToSavepoint(Handle handle) throws SQLException {
        JdbiWork.on(handle, h -> h.execute(ROLLBACK_TO_SAVEPOINT));
    }

    /** Runs work and undoes its settings and locks, in the connection's transaction or in a new one. */
    public static <T> T undone(Handle handle, HandleCallback<T, SQLException> work) throws SQLException {
        boolean ours = handle.getConnection().getAutoCommit();
        if (ours) {
            handle.begin();
        } else {
            savepoint(handle);
        }
        T result;
        try {
            result = work.withHandle(handle);
        } catch (SQLException | RuntimeException | Error failure) {
            // Where the connection broke, the server's last words say why.
            try {
                undo(handle, ours);
            } catch (SQLException | RuntimeException secondary) {
                failure.addSuppressed(secondary);
            }
            throw failure;
        }
        undo(handle, ours);
        return result;
    }

    private static void undo(Handle handle, boolean all) throws SQLException {
        if (all) {
            handle.rollback();
        } else {
            rollBackAndRelease(handle);
        }
    }

    public static void end(Handle handle) throws SQLException {
        // Closing the connection ends the transaction on the server; a rollback would take one more round trip.
        JdbiWork.on(handle, h -> {
            h.close();
            return h;
        });
    }

    /** Ends the transaction after a failure; further failures are suppressed. */
    public static void end(Handle handle, Exception failure) {
        try {
            end(handle);
        } catch (SQLException secondary) {
            failure.addSuppressed(secondary);
        }
    }
}
