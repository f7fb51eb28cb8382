package ai.fourminds.rds.spark.export;

import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.spark.read.Snapshot;
import ai.fourminds.rds.spark.read.Snapshots;
import ai.fourminds.rds.spark.read.TablePlan;
import ai.fourminds.rds.spark.read.TableReader;
import ai.fourminds.rds.spark.selection.TableTask;
import ai.fourminds.rds.spark.write.TableFailure;
import ai.fourminds.rds.spark.write.TableWriter;
import ai.fourminds.rds.spark.write.Target;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.Path;

/** Exports several tables at a time, so that executors are not idle while a table ends. Thread-safe. */
final class TableRuns {

    /** How often a table is read again because its snapshot was lost. */
    private static final int REPEATS = 2;

    private final Snapshots snapshots;
    private final TableReader reader;
    private final TableWriter writer;
    private final Target target;
    private final TableReader.Cut cut;
    private final Progress progress;
    private final Set<TableReport> kept = ConcurrentHashMap.newKeySet();

    TableRuns(
            Snapshots snapshots,
            TableReader reader,
            TableWriter writer,
            Target target,
            TableReader.Cut cut,
            Progress progress) {
        this.snapshots = snapshots;
        this.reader = reader;
        this.writer = writer;
        this.target = target;
        this.cut = cut;
        this.progress = progress;
    }

    /** Whether tables of an earlier export were kept. */
    boolean keptAny() {
        return !kept.isEmpty();
    }

    /** Exports the tables and returns their reports in the same order. */
    List<TableReport> all(List<TableTask> tasks, int jobs) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<TableReport>> running = new ArrayList<>();
            for (TableTask task : tasks) {
                running.add(threads.submit(() -> one(task)));
            }
            List<TableReport> reports = new ArrayList<>();
            for (Future<TableReport> report : running) {
                reports.add(report.get());
            }
            return reports;
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("the export was interrupted", stop);
        } finally {
            threads.shutdownNow();
        }
    }

    private TableReport one(TableTask task) {
        TableReport report = exported(task);
        if (report.complete()) {
            progress.done(line(report));
        } else {
            progress.failed(report.name() + ": failed: " + report.error());
        }
        return report;
    }

    /** Catches checked exceptions too: Spark's Scala code throws them undeclared. */
    private TableReport exported(TableTask task) {
        long begun = System.nanoTime();
        try {
            Optional<TableReport> whole = target.whole(task);
            if (whole.isPresent()) {
                kept.add(whole.get());
                return whole.get();
            }
            TableWriter.Written written = write(task);
            TableReport report =
                    TableReport.exported(task.export(), written.result(), written.parts(), millisSince(begun));
            target.record(task, report);
            return report;
        } catch (Exception failure) {
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            progress.trace(failure);
            String error = SparkTrouble.message(failure) + remains(task);
            return TableReport.unfinished(task.export(), TableReport.Status.FAILED, error, millisSince(begun));
        }
    }

    /** Removes what a failed table left, and returns a note if that fails. */
    private String remains(TableTask task) {
        try {
            target.discard(task);
            return "";
        } catch (IOException | RuntimeException kept) {
            return "; and what it has left could not be removed: " + kept.getMessage();
        }
    }

    /** Writes the table; if its snapshot is lost, starts over in a new one. */
    private TableWriter.Written write(TableTask task)
            throws IOException, InterruptedException, SQLException, TableFailure {
        for (int repeats = 0; ; repeats++) {
            Snapshot snapshot = snapshots.current();
            try {
                return write(task, snapshot);
            } catch (InterruptedException stop) {
                throw stop;
            } catch (Exception failure) {
                if (!snapshots.replaced(snapshot)) {
                    throw failure;
                }
                progress.trace(failure);
                if (repeats == REPEATS) {
                    throw new TableFailure(
                            "the server has ended the connection that held the snapshot, again and again:"
                                    + " go on with --resume, and on a replica set hot_standby_feedback = on or a longer"
                                    + " max_standby_streaming_delay");
                }
                progress.done(task.info().name().qualified() + ": the snapshot was lost; read again in a new one");
            }
        }
    }

    private TableWriter.Written write(TableTask task, Snapshot snapshot)
            throws IOException, InterruptedException, SQLException, TableFailure {
        Path folder = target.unfinished(task);
        TableWriter.Written written;
        // Keeps the table's lock until the last task has read.
        try (Connection held = snapshot.open()) {
            TablePlan plan = reader.plan(held, task.info(), cut, snapshot.id().isPresent());
            progress.detail(() -> task.info().name().qualified() + ": " + plan);
            ExportResult description = snapshot.describe(task.info().name());
            written = writer.write(plan, snapshot.id(), description, folder);
            if (!snapshot.isHeldBy(held)) {
                throw new TableFailure(
                        "the connection that locked the table was lost while it was read: go on with --resume");
            }
        }
        return new TableWriter.Written(written.result(), target.publish(task, written.parts()));
    }

    private String line(TableReport report) {
        return kept.contains(report)
                ? report.name() + ": kept, " + report.rows() + " rows"
                : report.name() + ": " + report.rows() + " rows, " + report.bytes() + " bytes in "
                        + report.parts().size() + " files";
    }

    private static long millisSince(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }
}
