package ai.fourminds.rds.cli.export.run;

import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.jsonl.JsonLines;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.FileFormat;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportProgress;
import ai.fourminds.rds.plugin.export.ExportResult;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Exports one source through one channel within the time limit. For one thread, except {@link #interrupt}. */
final class TableExport {

    /** How the export ended. */
    sealed interface Outcome {
        /** All rows are written. */
        record Written(ExportResult result) implements Outcome {}

        /** The database, the file or this program failed. */
        record Failed(Throwable cause) implements Outcome {}

        /** The time limit or an interrupt ended the export. */
        record Ended(boolean timedOut, String reason) implements Outcome {}
    }

    static final String INTERRUPTED = "interrupted";
    private static final long MIB = 1024 * 1024;

    private final ExportTask task;
    private final ExportLimits limits;
    private final Timer timer;
    private volatile @Nullable Watchdog running;
    private volatile boolean interrupted;

    TableExport(ExportTask task, ExportLimits limits, Timer timer) {
        this.task = task;
        this.limits = limits;
        this.timer = timer;
    }

    Outcome run(ExportChannel channel, OutputStream out, ExportProgress progress) {
        try (Watchdog watchdog = new Watchdog(channel, timer, limits.perTable(), limits.grace())) {
            running = watchdog;
            if (interrupted) {
                return new Outcome.Ended(false, INTERRUPTED);
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
    void interrupt() {
        interrupted = true;
        Optional.ofNullable(running).ifPresent(watchdog -> watchdog.end(Watchdog.State.INTERRUPTED));
    }

    private Outcome run(Watchdog watchdog, ExportChannel channel, OutputStream out, ExportProgress progress) {
        try {
            return new Outcome.Written(write(channel, out, watchdog.watched(progress)));
        } catch (OutOfMemoryError e) {
            return new Outcome.Failed(tooLarge(e));
        } catch (SQLException | IOException | RuntimeException | Error e) {
            // A defect in the export of one table must not end the others.
            return switch (watchdog.state()) {
                case RUNNING -> new Outcome.Failed(e);
                case TIMED_OUT ->
                    new Outcome.Ended(
                            true, "timed out after " + limits.perTable().toSeconds() + " s" + watchdog.cancelFailure());
                case INTERRUPTED -> new Outcome.Ended(false, INTERRUPTED + watchdog.cancelFailure());
            };
        }
    }

    private ExportResult write(ExportChannel channel, OutputStream out, ExportProgress progress)
            throws SQLException, IOException {
        if (limits.format() == FileFormat.CSV) {
            return channel.export(task.source(), limits.csv(), out, progress);
        }
        JsonLines lines = new JsonLines(out);
        ExportResult result =
                channel.export(task.source(), JsonLines.options(limits.csv()), lines, lines.over(progress));
        lines.finish();
        return result;
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
