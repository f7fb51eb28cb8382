package ai.fourminds.rds.plugin.export;

import java.sql.SQLException;
import java.util.List;

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

    /**
     * Tells what the channels will be asked for, in about this order, before the first of them is opened: each can then look
     * it up at once, and lock it where the engine needs that. Reads nothing.
     */
    default void expect(List<ExportSource> sources) {}

    /** What holds for this session as it was opened; {@link ExportResult#snapshot} says what became of it. */
    Consistency consistency();

    /** A further channel with a connection of its own, reading what the session reads. */
    ExportChannel openChannel() throws SQLException;

    /**
     * As {@link #openChannel()}; where the engine can, the channel reads large tables through further connections, which it
     * takes and gives back while it exports one.
     */
    default ExportChannel openChannel(SpareConnections spare) throws SQLException {
        return openChannel();
    }

    @Override
    void close() throws SQLException;
}
