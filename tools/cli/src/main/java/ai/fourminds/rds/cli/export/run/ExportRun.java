package ai.fourminds.rds.cli.export.run;

import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.export.ExportListener;
import ai.fourminds.rds.cli.export.folder.ExportFolder;
import ai.fourminds.rds.cli.export.folder.TableFile;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.SpareConnections;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Exports several tables through several connections. Call {@link #execute} once, from one thread; the other methods
 * are thread-safe.
 */
public final class ExportRun {
    private final ExportSession session;
    private final ExportFolder folder;
    private final ExportLimits limits;
    private final Timer timer;
    private final Clock clock;
    private final ExportListener listener;
    private final List<ExportTask> tasks;
    private final int workers;
    private final WorkQueue queue;
    private final SpareConnections spare;
    private final Map<ExportTask, TableReport> reports = new ConcurrentHashMap<>();
    private final Set<TableExport> running = ConcurrentHashMap.newKeySet();

    /** Prepares an export; opens no connection. */
    public ExportRun(
            ExportSession session,
            ExportFolder folder,
            List<ExportTask> tasks,
            ExportLimits limits,
            Timer timer,
            Clock clock,
            ExportListener listener) {
        this.session = session;
        this.folder = folder;
        this.limits = limits;
        this.timer = timer;
        this.clock = clock;
        this.listener = listener;
        this.tasks = List.copyOf(tasks);
        this.workers = Math.min(limits.jobs(), tasks.size());
        this.queue = new WorkQueue(tasks, workers);
        this.spare = SparePermits.of(limits.jobs(), workers);
    }

    /**
     * Exports all tables, and returns when every connection is closed.
     *
     * @return one report per task, in the order of the tasks
     * @throws SQLException if the first connection cannot be opened
     */
    public Map<ExportTask, TableReport> execute() throws SQLException {
        session.expect(tasks.stream().map(ExportTask::source).toList());
        if (workers > 0) {
            work(session.openChannel(spare));
        }
        Map<ExportTask, TableReport> all = new LinkedHashMap<>();
        tasks.forEach(
                task -> all.put(task, Optional.ofNullable(reports.get(task)).orElseGet(() -> neverExported(task))));
        return all;
    }

    /** Ends all running exports and starts no more; {@link #execute} then returns soon. */
    public void interrupt() {
        queue.interrupt();
        running.forEach(TableExport::interrupt);
    }

    /** Ends the export of one table, whether it runs or waits. */
    public void cancel(ExportTask task) {
        if (queue.remove(task)) {
            report(task, failed(task, TableExport.INTERRUPTED, 0));
        }
        running.stream().filter(export -> export.task().equals(task)).forEach(TableExport::interrupt);
    }

    /** Whether {@link #interrupt} was called. */
    public boolean interrupted() {
        return queue.interrupted();
    }

    private void work(ExportChannel first) {
        List<Thread> threads = new ArrayList<>(workers);
        for (int number = 0; number < workers; number++) {
            Thread thread = new Thread(new Worker(number == 0 ? first : null), "export-" + (number + 1));
            threads.add(thread);
            thread.start();
        }
        threads.forEach(this::join);
    }

    private void join(Thread thread) {
        boolean threadInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // The workers still have to close their connections and files.
                threadInterrupted = true;
                interrupt();
            }
        }
        if (threadInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private TableReport neverExported(ExportTask task) {
        String error = interrupted() ? TableExport.INTERRUPTED : "not exported: its worker ended unexpectedly";
        return failed(task, error, 0);
    }

    private void report(ExportTask task, TableReport report) {
        reports.put(task, report);
        try {
            folder.record(report);
        } catch (IOException e) {
            // The table's file is complete nevertheless.
            listener.noted("--resume would export " + report.name() + " again, because it could not be recorded: "
                    + Fault.of(e).summary());
        }
        listener.finished(task, report);
    }

    /** Exports one waiting table after another through its own channel. For one thread. */
    private final class Worker implements Runnable {
        private @Nullable ExportChannel channel;

        Worker(@Nullable ExportChannel channel) {
            this.channel = channel;
        }

        @Override
        public void run() {
            Optional<ExportTask> task;
            try {
                do {
                    task = queue.next();
                } while (task.isPresent() && serve(task.get()));
            } finally {
                close();
            }
            if (task.isEmpty()) {
                // Other workers can read their tables through this connection.
                spare.release();
            }
        }

        /** Exports a table. Returns false if this worker must end because it cannot connect. */
        private boolean serve(ExportTask task) {
            ExportChannel open;
            try {
                open = openChannel();
            } catch (SQLException e) {
                return failWithoutConnection(task, e);
            } finally {
                queue.connected();
            }
            listener.started(task);
            report(task, export(task, open, clock.millis()));
            return true;
        }

        /** Returns this worker's channel, or a new one if it is broken. Does not ask the server. */
        private ExportChannel openChannel() throws SQLException {
            if (channel != null && !channel.isBroken()) {
                return channel;
            }
            close();
            ExportChannel fresh = session.openChannel(spare);
            channel = fresh;
            return fresh;
        }

        private void close() {
            ExportChannel open = channel;
            channel = null;
            if (open == null) {
                return;
            }
            boolean broken = open.isBroken();
            try {
                open.close();
            } catch (SQLException e) {
                if (!broken) {
                    listener.noted(
                            "A connection did not close cleanly: " + Fault.of(e).headline());
                }
            }
        }

        private boolean failWithoutConnection(ExportTask task, SQLException e) {
            if (interrupted()) {
                report(task, failed(task, TableExport.INTERRUPTED, 0));
                return true;
            }
            String error = Fault.of(e).summary();
            if (queue.leave(task)) {
                listener.noted("Going on with one connection less: " + error);
                return false;
            }
            report(task, failed(task, error, 0));
            // This is the last worker. Connecting again for each remaining table would only take time.
            queue.removeAll().forEach(rest -> report(rest, failed(rest, error, 0)));
            return true;
        }

        private TableReport export(ExportTask task, ExportChannel open, long start) {
            TableExport export = new TableExport(task, limits, timer);
            running.add(export);
            try (TableFile file = folder.create(task.file(), limits.compression())) {
                if (interrupted()) {
                    export.interrupt();
                }
                ExportResult result = export.run(open, file, (rows, bytes) -> listener.progressed(task, rows, bytes));
                return TableReport.exported(task, result, file.commit(), clock.millis() - start);
            } catch (TableExport.Ended e) {
                return TableReport.unfinished(task, e.status, e.reason, clock.millis() - start);
            } catch (SQLException | IOException | RuntimeException | Error e) {
                // A defect in the export of one table must not end the others.
                return failed(task, Fault.of(e).summary(), clock.millis() - start);
            } finally {
                running.remove(export);
            }
        }
    }

    private static TableReport failed(ExportTask task, String error, long millis) {
        return TableReport.unfinished(task, TableReport.Status.FAILED, error, millis);
    }

    /** Counts the connections that no worker needs, so that a channel can read one table through several. Thread-safe. */
    record SparePermits(Semaphore free) implements SpareConnections {

        /** With {@code --jobs 1}, returns none forever: tables are then read in one piece. */
        static SpareConnections of(int jobs, int workers) {
            return jobs == 1 ? NONE : new SparePermits(new Semaphore(jobs - workers));
        }

        @Override
        public boolean take() {
            return free.tryAcquire();
        }

        @Override
        public void release() {
            free.release();
        }
    }
}
