package ai.fourminds.rds.cli.export.run;

import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportProgress;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.SpareConnections;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;

/**
 * One source straight into a stream, with the clock of a table and no manifest. {@link #execute} once;
 * {@link #interrupt} from any thread.
 */
public final class StreamExport {
    private final TableExport export;
    private final SpareConnections spare;

    /** Prepares it; opens nothing yet. */
    public StreamExport(ExportTask task, ExportLimits limits, Timer timer) {
        this.export = new TableExport(task, limits, timer);
        this.spare = SparePermits.of(limits.jobs(), 1);
    }

    /**
     * Writes the CSV.
     *
     * @throws ExportEnded when the clock or an interrupt ended it; part of the data has been written then
     */
    public ExportResult execute(ExportSession session, OutputStream out, ExportProgress progress)
            throws SQLException, IOException, ExportEnded {
        try (ExportChannel channel = session.openChannel(spare)) {
            TableExport.Outcome outcome = export.run(channel, out, progress);
            if (outcome instanceof TableExport.Outcome.Written whole) {
                return whole.result();
            }
            if (outcome instanceof TableExport.Outcome.Ended ended) {
                throw new ExportEnded(ended.reason());
            }
            throw rethrown(((TableExport.Outcome.Failed) outcome).cause());
        }
    }

    /** Ends the statement, if it runs. */
    public void interrupt() {
        export.interrupt();
    }

    private static RuntimeException rethrown(Throwable cause) throws SQLException, IOException {
        if (cause instanceof SQLException sql) {
            throw sql;
        }
        if (cause instanceof IOException file) {
            throw file;
        }
        return cause instanceof RuntimeException defect ? defect : new IllegalStateException(cause);
    }
}
