package ai.fourminds.rds.postgresql.session;

import ai.fourminds.rds.plugins.common.JdbiWork;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;

/**
 * Sets a savepoint, and rolls back to it. (A rollback makes Jdbi forget its own savepoints, and they would stay on the
 * server.) Stateless and thread-safe.
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
        return JdbiWork.undone(handle, work, ours ? Handle::rollback : Transactions::rollBackAndRelease);
    }
}
