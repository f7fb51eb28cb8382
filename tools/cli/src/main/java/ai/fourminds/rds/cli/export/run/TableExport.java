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

/**
 * Exports one source through one channel within the time limit. {@link #interrupt} may come from any thread, the rest is
 * for one.
 */
final class TableExport {

    /** How it ended. */
    sealed interface Outcome {
        /** All is written. */
        record Written(ExportResult result) implements Outcome {}

        /** The database, the file or we failed. */
        record Failed(Throwable cause) implements Outcome {}

        /** The clock or an interrupt ended it, for the reason given. */
        record Ended(boolean timedOut, String reason) implements Outcome {}
    }

    static final String INTERRUPTED = "interrupted";

    private final ExportTask task;
    private final ExportLimits limits;
    private final Timer timer;
    private volatile @Nullable Watch watch;
    private volatile boolean interrupted;

    TableExport(ExportTask task, ExportLimits limits, Timer timer) {
        this.task = task;
        this.limits = limits;
        this.timer = timer;
    }

    Outcome run(ExportChannel channel, OutputStream out, ExportProgress progress) {
        try (Watch clock = new Watch(channel, timer, limits.perTable(), limits.grace())) {
            watch = clock;
            if (interrupted) {
                return new Outcome.Ended(false, INTERRUPTED);
            }
            return watched(clock, channel, out, progress);
        } finally {
            watch = null;
        }
    }

    ExportTask task() {
        return task;
    }

    /** Ends the statement, if it runs; from any thread. */
    void interrupt() {
        interrupted = true;
        Optional.ofNullable(watch).ifPresent(clock -> clock.end(Watch.Verdict.INTERRUPTED));
    }

    private Outcome watched(Watch clock, ExportChannel channel, OutputStream out, ExportProgress progress) {
        try {
            return new Outcome.Written(exported(channel, out, clock.over(progress)));
        } catch (OutOfMemoryError e) {
            return new Outcome.Failed(TooLarge.of(e));
        } catch (SQLException | IOException | RuntimeException | Error e) {
            // A defect in one table's export must not take the others with it.
            return switch (clock.verdict()) {
                case RUNNING -> new Outcome.Failed(e);
                case TIMED_OUT -> new Outcome.Ended(true, timeout() + clock.trouble());
                case INTERRUPTED -> new Outcome.Ended(false, INTERRUPTED + clock.trouble());
            };
        }
    }

    private ExportResult exported(ExportChannel channel, OutputStream out, ExportProgress progress)
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

    private String timeout() {
        return "timed out after " + limits.perTable().toSeconds() + " s";
    }
}
