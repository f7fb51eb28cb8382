package ai.fourminds.rds.plugin.export;

import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.EnginePlugin;
import java.sql.SQLException;
import java.util.Set;

/** An engine whose tables and queries can be exported as CSV. Stateless and thread-safe. */
public interface ExportPlugin extends EnginePlugin {

    /**
     * Returns the native driver properties that cannot change what an export reads, such as those of sockets. An
     * export's connections are opened with these alone.
     */
    default Set<String> exportProperties() {
        return Set.of();
    }

    /**
     * Starts an export of one database. Reads nothing yet; if the engine supports it, all channels of the session read
     * one snapshot.
     *
     * @param connections opens further connections to the same database; the session closes those that it opened
     */
    ExportSession openExport(ConnectionSource connections) throws SQLException;
}
