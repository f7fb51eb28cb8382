package ai.fourminds.rds.cli.export.run;

import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.export.ExportListener;
import ai.fourminds.rds.cli.export.folder.ExportFolder;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.SpareConnections;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One export of several tables over several connections. {@link #execute} once, by one thread; {@link #interrupt} from
 * any.
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

    /** Prepares an export; opens nothing yet. */
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
     * Exports all, and returns when nothing runs any more.
     *
     * @return one report per task, in the order of the tasks
     * @throws SQLException when not even one connection could be had
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

    /** Ends what runs and starts nothing more; {@link #execute} then returns soon. */
    public void interrupt() {
        queue.interrupt();
        running.forEach(TableExport::interrupt);
    }

    /** Ends one table, whether it runs or waits; the others go on. */
    public void cancel(ExportTask task) {
        if (queue.remove(task)) {
            TableReport report = TableReport.unfinished(task, TableReport.Status.FAILED, TableExport.INTERRUPTED, 0);
            reports.put(task, report);
            listener.finished(task, report);
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
            ChannelSlot slot = new ChannelSlot(session, spare, listener, number == 0 ? first : null);
            Thread thread = new Thread(new ExportWorker(this, slot), "export-" + (number + 1));
            threads.add(thread);
            thread.start();
        }
        threads.forEach(this::await);
    }

    private void await(Thread thread) {
        boolean told = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // Handed on below; the workers still have to tidy up.
                told = true;
                interrupt();
            }
        }
        if (told) {
            Thread.currentThread().interrupt();
        }
    }

    private TableReport neverExported(ExportTask task) {
        String error = interrupted() ? TableExport.INTERRUPTED : "not exported: its worker ended unexpectedly";
        return TableReport.unfinished(task, TableReport.Status.FAILED, error, 0);
    }

    WorkQueue queue() {
        return queue;
    }

    SpareConnections spare() {
        return spare;
    }

    ExportFolder folder() {
        return folder;
    }

    ExportLimits limits() {
        return limits;
    }

    Timer timer() {
        return timer;
    }

    Clock clock() {
        return clock;
    }

    ExportListener listener() {
        return listener;
    }

    Map<ExportTask, TableReport> reports() {
        return reports;
    }

    Set<TableExport> running() {
        return running;
    }
}
