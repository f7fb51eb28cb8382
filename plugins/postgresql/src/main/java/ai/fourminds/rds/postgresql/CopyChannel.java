package ai.fourminds.rds.postgresql;

import ai.fourminds.rds.plugin.CsvOptions;
import ai.fourminds.rds.plugin.ExportChannel;
import ai.fourminds.rds.plugin.ExportProgress;
import ai.fourminds.rds.plugin.ExportResult;
import ai.fourminds.rds.plugin.ExportSource;
import ai.fourminds.rds.plugins.common.Cancellation;
import ai.fourminds.rds.plugins.common.CsvOutput;
import ai.fourminds.rds.plugins.common.JdbiWork;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/**
 * A channel that streams COPY. Each source is read behind a savepoint of the channel's one transaction, so that a failure
 * ends the source and not the transaction. Thread-safe as {@link ExportChannel} says.
 */
final class CopyChannel implements ExportChannel {

    private static final String QUERY_CANCELED = "57014";

    private final Handle handle;
    private final PGConnection native_;
    private final Cancellation cancellation;
    private volatile boolean broken;

    private CopyChannel(Handle handle, PGConnection native_) {
        this.handle = handle;
        this.native_ = native_;
        cancellation = new Cancellation(native_::cancelQuery, QUERY_CANCELED, 0);
    }

    /** A channel on a transaction that is ready to read. */
    static CopyChannel on(Handle handle) throws SQLException {
        return new CopyChannel(handle, handle.getConnection().unwrap(PGConnection.class));
    }

    @Override
    public ExportResult export(ExportSource source, CsvOptions options, OutputStream out, ExportProgress progress)
            throws SQLException, IOException {
        ExportResult result;
        cancellation.open();
        try {
            Transactions.mark(handle);
            cancellation.beforeStatement();
            CopySource described = JdbiWork.on(handle, h -> describe(h, source));
            result = new CopyRun(handle, native_, described, options, cancellation).write(new CsvOutput(out, progress));
        } catch (SQLException | IOException | RuntimeException failure) {
            rewindAfter(failure);
            throw failure;
        }
        rewind();
        return result;
    }

    private static CopySource describe(Handle handle, ExportSource source) throws SQLException {
        if (source instanceof ExportSource.OfTable) {
            SessionSettings.pinPath(handle);
        }
        return Describer.describe(handle, source);
    }

    @Override
    public void cancel() throws SQLException {
        cancellation.cancel();
    }

    @Override
    public void abort() throws SQLException {
        broken = true;
        handle.getConnection().abort(Runnable::run);
    }

    @Override
    public boolean isBroken() {
        return broken;
    }

    @Override
    public void close() throws SQLException {
        broken = true;
        Transactions.end(handle);
    }

    /** Also undoes the settings made, and releases the locks taken, for the source. */
    private void rewind() throws SQLException {
        cancellation.close();
        try {
            rollBack();
        } catch (SQLException failure) {
            broken = true;
            throw failure;
        }
    }

    private void rewindAfter(Exception failure) {
        try {
            rewind();
        } catch (SQLException secondary) {
            failure.addSuppressed(secondary);
        }
    }

    private void rollBack() throws SQLException {
        try {
            Transactions.rewind(handle);
        } catch (SQLException failure) {
            // The signal of a cancel request may arrive late; a second one cannot.
            if (!QUERY_CANCELED.equals(failure.getSQLState())) {
                throw failure;
            }
            Transactions.rewind(handle);
        }
    }
}
