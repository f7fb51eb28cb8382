package ai.fourminds.rds.plugins.mysql.copy;

import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugins.common.JdbiWork;
import ai.fourminds.rds.plugins.mysql.cells.NativeCells;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * An export of one database. The servers cannot share a snapshot with another connection without a global lock, which
 * RDS does not grant: each channel has its own. (Tables of engines without transactions are read in their current
 * state.) Thread-safe.
 */
public final class FamilySession implements ExportSession {

    private final ConnectionSource connections;
    private final NativeCells cells;

    public FamilySession(ConnectionSource connections, NativeCells cells) {
        this.connections = connections;
        this.cells = cells;
    }

    @Override
    public Consistency consistency() {
        return Consistency.SNAPSHOT_PER_CHANNEL;
    }

    @Override
    public ExportChannel openChannel() throws SQLException {
        Handle handle = JdbiWork.open(connections);
        try {
            return FamilyChannel.on(handle, connections, cells);
        } catch (SQLException | RuntimeException failure) {
            close(handle, failure);
            throw failure;
        }
    }

    @Override
    public void close() {}

    private static void close(Handle handle, Exception failure) {
        try {
            handle.close();
        } catch (JdbiException secondary) {
            failure.addSuppressed(secondary);
        }
    }
}
