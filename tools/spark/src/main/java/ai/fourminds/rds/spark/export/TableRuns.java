package ai.fourminds.rds.spark.export;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.spark.read.Descriptions;
import ai.fourminds.rds.spark.read.Snapshot;
import ai.fourminds.rds.spark.read.TablePlan;
import ai.fourminds.rds.spark.read.TableReader;
import ai.fourminds.rds.spark.selection.TableTask;
import ai.fourminds.rds.spark.write.TableEntry;
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

/** Exports tables, some at the same time, so that the end of one does not leave executors idle. Thread-safe. */
final class TableRuns {

    private final RdsDatabase database;
    private final Snapshot snapshot;
    private final Descriptions descriptions;
    private final TableReader reader;
    private final TableWriter writer;
    private final Target target;
    private final TableReader.Cut cut;
    private final Progress progress;
    private final Set<TableEntry> kept = ConcurrentHashMap.newKeySet();

    TableRuns(
            RdsDatabase database,
            Snapshot snapshot,
            Descriptions descriptions,
            TableReader reader,
            TableWriter writer,
            Target target,
            TableReader.Cut cut,
            Progress progress) {
        this.database = database;
        this.snapshot = snapshot;
        this.descriptions = descriptions;
        this.reader = reader;
        this.writer = writer;
        this.target = target;
        this.cut = cut;
        this.progress = progress;
    }

    /** Whether a table of an earlier export was taken over. */
    boolean keptAny() {
        return !kept.isEmpty();
    }

    /** An entry for each, in the same order. */
    List<TableEntry> all(List<TableTask> tasks, int jobs) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<TableEntry>> running = new ArrayList<>();
            for (TableTask task : tasks) {
                running.add(threads.submit(() -> one(task)));
            }
            List<TableEntry> entries = new ArrayList<>();
            for (Future<TableEntry> entry : running) {
                entries.add(entry.get());
            }
            return entries;
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("the export was interrupted", stop);
        } finally {
            threads.shutdownNow();
        }
    }

    private TableEntry one(TableTask task) {
        TableEntry entry = exported(task);
        if (entry.isExported()) {
            progress.done(line(entry));
        } else {
            progress.failed(entry.name() + ": failed: " + entry.error());
        }
        return entry;
    }

    /** Also catches the checked exceptions that Spark, being written in Scala, throws undeclared. */
    private TableEntry exported(TableTask task) {
        long begun = System.nanoTime();
        try {
            Optional<TableEntry> whole = target.whole(task);
            if (whole.isPresent()) {
                kept.add(whole.get());
                return whole.get();
            }
            TableEntry entry = TableEntry.exported(task, write(task), millisSince(begun));
            target.record(task, entry);
            return entry;
        } catch (Exception failure) {
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            progress.trace(failure);
            return TableEntry.failed(task, SparkTrouble.message(failure) + remains(task), millisSince(begun));
        }
    }

    /** Removes what a table that failed has left. */
    private String remains(TableTask task) {
        try {
            target.discard(task);
            return "";
        } catch (IOException | RuntimeException kept) {
            return "; and what it has left could not be removed: " + kept.getMessage();
        }
    }

    private TableEntry.Written write(TableTask task)
            throws IOException, InterruptedException, SQLException, TableFailure {
        Path folder = target.unfinished(task);
        TableEntry.Written written;
        // Open, and with it the table's lock, until the last task has read.
        try (Connection held = snapshot.connections(database).open()) {
            TablePlan plan = reader.plan(held, task.info(), cut);
            progress.detail(() -> task.info().name().qualified() + ": " + plan);
            written = writer.write(plan, descriptions.of(task.info().name()), folder);
        }
        return new TableEntry.Written(
                written.rows(), written.columns(), written.dropped(), target.publish(task, written.parts()));
    }

    private String line(TableEntry entry) {
        return kept.contains(entry)
                ? entry.name() + ": kept, " + entry.rows() + " rows"
                : entry.name() + ": " + entry.rows() + " rows, " + entry.bytes() + " bytes in "
                        + entry.parts().size() + " files";
    }

    private static long millisSince(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }
}
