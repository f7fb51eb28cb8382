package ai.fourminds.rds.postgresql;

import ai.fourminds.rds.plugins.common.JdbiWork;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** Ends a handle's transaction and its connection. Nothing was written, so there is nothing to commit. Stateless. */
final class Transactions {

    private Transactions() {}

    static void end(Handle handle) throws SQLException {
        // Closing the connection ends the transaction on the server; a rollback would be one round trip more.
        JdbiWork.on(handle, h -> {
            h.close();
            return h;
        });
    }

    /** After a failure that matters more than any of this. */
    static void end(Handle handle, Exception failure) {
        try {
            end(handle);
        } catch (SQLException secondary) {
            failure.addSuppressed(secondary);
        }
    }
}
