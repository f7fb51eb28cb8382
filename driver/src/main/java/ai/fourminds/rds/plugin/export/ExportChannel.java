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
     * @param out receives UTF-8 bytes in large pieces; the channel neither flushes nor closes it
     * @throws SQLException the database's failure, unchanged; also for a cancelled export
     * @throws IOException from {@code out}; the statement has been ended on the server by then
     */
    ExportResult export(ExportSource source, CsvOptions options, OutputStream out, ExportProgress progress)
            throws SQLException, IOException;

    /**
     * Ends the running export, on the server too. Takes effect at any point after {@link ExportProgress#begun}; without
     * effect if no export runs.
     */
    void cancel() throws SQLException;

    /** Drops the network connection at once, if the server does not answer {@link #cancel}. */
    void abort() throws SQLException;

    /** Returns whether the connection is lost, so that a new channel is needed. */
    boolean isBroken();

    @Override
    void close() throws SQLException;
}
