package ai.fourminds.rds.plugin.export;

import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.EnginePlugin;
import java.sql.SQLException;
import java.util.Set;

/** An engine whose tables and queries can be exported as CSV. Stateless and thread-safe. */
public interface ExportPlugin extends EnginePlugin {

    /**
     * The native driver's properties that cannot change what an export reads, such as those of sockets. An export's connections
     * are opened with these alone.
     */
    default Set<String> exportProperties() {
        return Set.of();
    }

    /**
     * Starts an export of one database. Reads nothing yet; where the engine can, all channels of the session read one
     * snapshot.
     *
     * @param connections opens further connections to the same database; each is closed by the session that opened it
     */
    ExportSession openExport(ConnectionSource connections) throws SQLException;
}
