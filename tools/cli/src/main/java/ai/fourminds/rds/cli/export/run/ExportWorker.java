package ai.fourminds.rds.cli.export.run;

import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.export.ExportListener;
import ai.fourminds.rds.cli.export.folder.CsvFile;
import ai.fourminds.rds.cli.export.folder.ExportFolder;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.SpareConnections;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Exports one waiting table after the other through a channel of its own. Runs on one thread. */
final class ExportWorker implements Runnable {
    private final WorkQueue queue;
    private final ChannelSlot slot;
    private final SpareConnections spare;
    private final ExportFolder folder;
    private final ExportLimits limits;
    private final Timer timer;
    private final Clock clock;
    private final ExportListener listener;
    private final Map<ExportTask, TableReport> reports;
    private final Set<TableExport> running;

    ExportWorker(ExportRun run, ChannelSlot slot) {
        this.queue = run.queue();
        this.slot = slot;
        this.spare = run.spare();
        this.folder = run.folder();
        this.limits = run.limits();
        this.timer = run.timer();
        this.clock = run.clock();
        this.listener = run.listener();
        this.reports = run.reports();
        this.running = run.running();
    }

    @Override
    public void run() {
        try {
            Optional<ExportTask> task = queue.next();
            while (task.isPresent() && served(task.get())) {
                task = queue.next();
            }
            slot.close();
            if (task.isEmpty()) {
                // Tables that others still export may go faster.
                spare.giveBack();
            }
        } finally {
            slot.close();
        }
    }

    /** Whether this worker goes on. */
    private boolean served(ExportTask task) {
        ExportChannel channel;
        try {
            channel = slot.usable();
        } catch (SQLException e) {
            return withoutConnection(task, e);
        } finally {
            queue.connected();
        }
        listener.started(task);
        report(task, exported(task, channel, clock.millis()));
        return true;
    }

    private boolean withoutConnection(ExportTask task, SQLException e) {
        if (queue.interrupted()) {
            report(task, failed(task, TableExport.INTERRUPTED, clock.millis()));
            return true;
        }
        String error = Fault.of(e).summary();
        if (queue.resign(task)) {
            listener.noted("Going on with one connection less: " + error);
            return false;
        }
        report(task, failed(task, error, clock.millis()));
        // The last worker: connecting once more for every table left would only take time.
        queue.drain().forEach(rest -> report(rest, failed(rest, error, clock.millis())));
        return true;
    }

    private TableReport exported(ExportTask task, ExportChannel channel, long start) {
        TableExport export = new TableExport(task, limits, timer);
        running.add(export);
        try (CsvFile file = folder.create(task.file(), limits.compression())) {
            if (queue.interrupted()) {
                export.interrupt();
            }
            TableExport.Outcome outcome =
                    export.run(channel, file, (rows, bytes) -> listener.progressed(task, rows, bytes));
            return outcome instanceof TableExport.Outcome.Written whole
                    ? TableReport.exported(task, whole.result(), file.commit(), clock.millis() - start)
                    : unfinished(task, outcome, start);
        } catch (IOException e) {
            return failed(task, Fault.of(e).summary(), start);
        } finally {
            running.remove(export);
        }
    }

    private TableReport unfinished(ExportTask task, TableExport.Outcome outcome, long start) {
        if (outcome instanceof TableExport.Outcome.Failed failure) {
            return failed(task, Fault.of(failure.cause()).summary(), start);
        }
        TableExport.Outcome.Ended ended = (TableExport.Outcome.Ended) outcome;
        TableReport.Status status = ended.timedOut() ? TableReport.Status.TIMED_OUT : TableReport.Status.FAILED;
        return TableReport.unfinished(task, status, ended.reason(), clock.millis() - start);
    }

    private TableReport failed(ExportTask task, String error, long start) {
        return TableReport.unfinished(task, TableReport.Status.FAILED, error, clock.millis() - start);
    }

    private void report(ExportTask task, TableReport report) {
        reports.put(task, report);
        listener.finished(task, report);
    }
}
