package ai.fourminds.rds.cli.export.run;

import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.export.JsonLines;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.FileFormat;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportProgress;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSession;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Exports one source through one channel within the time limit. For one thread, except {@link #interrupt}; exports once.
 */
public final class TableExport {

    /** The time limit or an interrupt ended the export. */
    static final class Ended extends Exception {
        private static final long serialVersionUID = 1L;

        final TableReport.Status status;
        final String reason;

        Ended(TableReport.Status status, String reason) {
            super(reason);
            this.status = status;
            this.reason = reason;
        }
    }

    static final String INTERRUPTED = "interrupted";
    private static final long MIB = 1024 * 1024;

    private final ExportTask task;
    private final ExportLimits limits;
    private final Timer timer;
    private volatile @Nullable Watchdog running;
    private volatile boolean interrupted;

    public TableExport(ExportTask task, ExportLimits limits, Timer timer) {
        this.task = task;
        this.limits = limits;
        this.timer = timer;
    }

    /**
     * Writes the rows to a stream, through a channel of its own.
     *
     * @throws CommandFailure if the time limit or an interrupt ended the export after a part of the rows
     */
    public ExportResult execute(ExportSession session, OutputStream out)
            throws SQLException, IOException, CommandFailure {
        try (ExportChannel channel = session.openChannel(ExportRun.SparePermits.of(limits.jobs(), 1))) {
            return run(channel, out, (rows, bytes) -> {});
        } catch (Ended e) {
            Fault fault = new Fault(
                    ExitCode.PARTIAL,
                    "export-ended",
                    "The export of '" + task.name() + "' " + e.reason + "; what was written is not whole.",
                    "",
                    "Give it more time with --timeout.");
            throw new CommandFailure(fault, e);
        }
    }

    ExportResult run(ExportChannel channel, OutputStream out, ExportProgress progress)
            throws SQLException, IOException, Ended {
        try (Watchdog watchdog = new Watchdog(channel, timer, limits.perTable(), limits.grace())) {
            running = watchdog;
            if (interrupted) {
                throw new Ended(TableReport.Status.FAILED, INTERRUPTED);
            }
            return run(watchdog, channel, out, progress);
        } finally {
            running = null;
        }
    }

    ExportTask task() {
        return task;
    }

    /** Ends the statement, if it runs. Thread-safe. */
    public void interrupt() {
        interrupted = true;
        Optional.ofNullable(running).ifPresent(watchdog -> watchdog.end(Watchdog.State.INTERRUPTED));
    }

    private ExportResult run(Watchdog watchdog, ExportChannel channel, OutputStream out, ExportProgress progress)
            throws SQLException, IOException, Ended {
        try {
            if (limits.format() == FileFormat.CSV) {
                return channel.export(task.source(), limits.csv(), out, watchdog.watched(progress));
            }
            JsonLines lines = new JsonLines(out);
            ExportResult result = channel.export(
                    task.source(), JsonLines.options(limits.csv()), lines, watchdog.watched(lines.over(progress)));
            lines.finish();
            return result;
        } catch (OutOfMemoryError e) {
            throw tooLarge(e);
        } catch (SQLException | IOException | RuntimeException | Error e) {
            if (watchdog.state() == Watchdog.State.RUNNING) {
                throw e;
            }
            if (watchdog.state() == Watchdog.State.INTERRUPTED) {
                throw new Ended(TableReport.Status.FAILED, INTERRUPTED + watchdog.cancelFailure());
            }
            String reason = "timed out after " + limits.perTable().toSeconds() + " s";
            throw new Ended(TableReport.Status.TIMED_OUT, reason + watchdog.cancelFailure());
        }
    }

    /** Native drivers hold a whole row in memory. */
    private static IOException tooLarge(OutOfMemoryError cause) {
        long memory = Runtime.getRuntime().maxMemory() / MIB;
        return new IOException(
                "a row is larger than the memory that was left of " + memory + " MiB; give more with"
                        + " FOURMINDS_RDS_JAVA_OPTS=-Xmx" + (memory / 1024 + 1) * 4
                        + "g and fewer --jobs, or leave the large column out with --query",
                cause);
    }
}
