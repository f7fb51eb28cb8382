package ai.fourminds.rds.plugin.export;

import java.sql.SQLException;
import java.util.List;

/** One export of one database. Thread-safe; closing it ends what keeps its channels consistent. */
public interface ExportSession extends AutoCloseable {

    /** What the channels of a session read. */
    enum Consistency {
        /** All channels read one snapshot. */
        ONE_SNAPSHOT,
        /** Each channel reads its own snapshot. */
        SNAPSHOT_PER_CHANNEL,
        /** Each table is read in its own snapshot. */
        SNAPSHOT_PER_TABLE
    }

    /**
     * Announces the sources that the channels will export, in about this order, before the first channel is opened:
     * each channel can then describe them together, and lock them if the engine needs that. Reads nothing.
     */
    default void expect(List<ExportSource> sources) {}

    /**
     * Returns the consistency with which this session was opened; {@link ExportResult#snapshot} has the actual
     * snapshot.
     */
    Consistency consistency();

    /** Opens a further channel with its own connection, reading the session's snapshot. */
    ExportChannel openChannel() throws SQLException;

    /**
     * Opens a channel like {@link #openChannel()}. If the engine supports it, the channel reads large tables through
     * further connections, which it takes and gives back while it exports one.
     */
    default ExportChannel openChannel(SpareConnections spare) throws SQLException {
        return openChannel();
    }

    @Override
    void close() throws SQLException;
}
