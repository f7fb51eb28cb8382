package ai.fourminds.rds.cli.export.run;

import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
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
 * Exports one source into a stream within the time limit, without a manifest. Call {@link #execute} once; {@link
 * #interrupt} is thread-safe.
 */
public final class StreamExport {
    private final TableExport export;
    private final SpareConnections spare;

    /** Prepares an export; opens no connection. */
    public StreamExport(ExportTask task, ExportLimits limits, Timer timer) {
        this.export = new TableExport(task, limits, timer);
        this.spare = ExportRun.SparePermits.of(limits.jobs(), 1);
    }

    /**
     * Writes the rows.
     *
     * @throws CommandFailure if the time limit or an interrupt ended the export after a part of the rows
     */
    public ExportResult execute(ExportSession session, OutputStream out, ExportProgress progress)
            throws SQLException, IOException, CommandFailure {
        try (ExportChannel channel = session.openChannel(spare)) {
            TableExport.Outcome outcome = export.run(channel, out, progress);
            if (outcome instanceof TableExport.Outcome.Written whole) {
                return whole.result();
            }
            if (outcome instanceof TableExport.Outcome.Ended ended) {
                throw new CommandFailure(unfinished(ended.reason()));
            }
            throw rethrown(((TableExport.Outcome.Failed) outcome).cause());
        }
    }

    /** Ends the statement, if it runs. */
    public void interrupt() {
        export.interrupt();
    }

    private Fault unfinished(String reason) {
        return new Fault(
                ExitCode.PARTIAL,
                "export-ended",
                null,
                "The export of '" + export.task().name() + "' " + reason + "; what was written is not whole.",
                "",
                "Give it more time with --timeout.");
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
