package ai.fourminds.rds.plugin.export;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;

/**
 * One connection of an export session; exports one source after the other. {@link #cancel} and {@link #abort} may be
 * called from any thread, everything else from one thread at a time.
 */
public interface ExportChannel extends AutoCloseable {

    /**
     * Streams a source as CSV (header, then rows) in constant memory. A failure leaves the channel usable for the next
     * source unless {@link #isBroken()}.
     *
     * @param out receives UTF-8 bytes in large pieces; neither flushed nor closed here
     * @throws SQLException the database's failure, unchanged; a cancelled export among them
     * @throws IOException from {@code out}; the statement has then been ended on the server
     */
    ExportResult export(ExportSource source, CsvOptions options, OutputStream out, ExportProgress progress)
            throws SQLException, IOException;

    /**
     * Ends the export that runs, on the server too: from {@link ExportProgress#begun} on it holds wherever it falls. Without
     * effect when none runs.
     */
    void cancel() throws SQLException;

    /** Drops the network connection at once, for when the server does not answer {@link #cancel}. */
    void abort() throws SQLException;

    /** Whether the connection is gone, so that a new channel is needed. */
    boolean isBroken();

    @Override
    void close() throws SQLException;
}
