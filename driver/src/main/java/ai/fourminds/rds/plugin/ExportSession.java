package ai.fourminds.rds.plugin;

import java.sql.SQLException;

/** One export of one database. Thread-safe; closing it ends what keeps its channels consistent. */
public interface ExportSession extends AutoCloseable {

    /** What the channels of a session agree on. */
    enum Consistency {
        /** All channels read one snapshot. */
        ONE_SNAPSHOT,
        /** Each channel reads a snapshot of its own. */
        SNAPSHOT_PER_CHANNEL,
        /** Each table is read in a snapshot of its own. */
        SNAPSHOT_PER_TABLE
    }

    /** What holds for this session; decided when it was opened. */
    Consistency consistency();

    /** A further channel with a connection of its own, reading what the session reads. */
    ExportChannel openChannel() throws SQLException;

    @Override
    void close() throws SQLException;
}
