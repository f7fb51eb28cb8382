package ai.fourminds.rds.web.export;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.export.ExportListener;
import ai.fourminds.rds.cli.export.folder.ExportFolder;
import ai.fourminds.rds.cli.export.run.ExportRun;
import ai.fourminds.rds.cli.export.run.FolderExport;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.load.LoadScript;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.export.ExportSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs an export on a thread of its own, independent of requests. Thread-safe. */
public final class RunningExport implements ExportListener {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final String id;
    private final ExportRequest request;
    private final List<ExportTask> tasks;
    private final Map<ExportTask, TableProgress> states = new ConcurrentHashMap<>();
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final long begun = System.nanoTime();
    private final Thread thread;
    private @Nullable ExportRun run;
    private boolean cancelled;
    private volatile long ended;
    private volatile @Nullable Fault fault;

    RunningExport(
            String id,
            ExportRequest request,
            ExportLimits limits,
            List<ExportTask> tasks,
            RdsDatabase database,
            ExportFolder folder) {
        this.id = id;
        this.request = request;
        this.tasks = List.copyOf(tasks);
        List<String> words = request.selection().words(tasks);
        FolderExport export = new FolderExport(database.instance(), request.database(), words, limits, false);
        this.thread = new Thread(() -> export(export, database, folder), "export-" + id);
    }

    void start() {
        thread.start();
    }

    ExportRequest request() {
        return request;
    }

    public boolean running() {
        return ended == 0;
    }

    /** Waits for the end, for at most this time; 0 waits without limit. */
    public void await(long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Cancels the table of the named file, or all tables for null. */
    public synchronized void cancel(@Nullable String file) {
        ExportRun known = run;
        if (file == null) {
            cancelled = true;
        }
        if (known == null) {
            return;
        }
        if (file == null) {
            known.interrupt();
        } else {
            tasks.stream().filter(task -> task.file().equals(file)).forEach(known::cancel);
        }
    }

    private void export(FolderExport export, RdsDatabase database, ExportFolder folder) {
        try (ExportSession session = database.openExport(database.exportConnections())) {
            Manifest manifest = export.into(folder, tasks, session, this, this::runs);
            LoadScript.write(request.loadScripts(), folder, manifest);
        } catch (SQLException | IOException | CommandFailure | RuntimeException e) {
            fault = Fault.of(e);
        } finally {
            ended = System.nanoTime();
        }
    }

    private synchronized void runs(ExportRun now) {
        run = now;
        if (cancelled) {
            now.interrupt();
        }
    }

    @Override
    public void started(ExportTask task) {
        states.put(task, state(task, "running", 0, 0, null));
    }

    @Override
    public void progressed(ExportTask task, long rows, long bytes) {
        states.put(task, state(task, "running", rows, bytes, null));
    }

    @Override
    public void finished(ExportTask task, TableReport report) {
        states.put(task, state(task, report.status().word(), report.rows(), report.bytes(), report.error()));
    }

    @Override
    public void noted(String text) {
        notes.add(text);
    }

    private TableProgress state(ExportTask task, String status, long rows, long bytes, @Nullable String error) {
        Long expected = task.estimatedRows();
        if (expected != null && request.maxRows() > 0) {
            expected = Math.min(expected, request.maxRows());
        }
        return new TableProgress(task.name(), task.file(), status, rows, bytes, expected, error);
    }

    /**
     * How far it is.
     *
     * @param words says what the command's options are called
     */
    public Progress progress(UnaryOperator<String> words) {
        boolean running = running();
        Fault failure = fault;
        List<TableProgress> all = tasks.stream()
                .map(task -> states.getOrDefault(task, state(task, "waiting", 0, 0, null))
                        .in(words))
                .toList();
        List<TableProgress> busy = with(all, "running");
        List<TableProgress> troubled =
                all.stream().filter(table -> table.error() != null).toList();
        long rows = all.stream().mapToLong(TableProgress::rows).sum();
        long nanos = Math.max(1, (running ? System.nanoTime() : ended) - begun);
        long perSecond = Math.round((double) rows * NANOS_PER_SECOND / nanos);
        return new Progress(
                id,
                request.instance(),
                request.database(),
                request.connection(),
                running ? "running" : failure == null ? "done" : "failed",
                all.size(),
                with(all, "exported").size(),
                troubled.size(),
                rows,
                all.stream().mapToLong(TableProgress::bytes).sum(),
                nanos / NANOS_PER_SECOND,
                perSecond,
                left(all, perSecond),
                busy,
                troubled,
                notes.stream().map(words).toList(),
                failure == null ? null : words.apply(failure.headline() + " " + failure.remedy()));
    }

    private static List<TableProgress> with(List<TableProgress> all, String status) {
        return all.stream().filter(table -> table.status().equals(status)).toList();
    }

    private static @Nullable Long left(List<TableProgress> all, long perSecond) {
        long rows = 0;
        for (TableProgress table : all) {
            Long expected = table.expectedRows();
            if (table.error() == null && !table.status().equals("exported") && expected != null) {
                rows += Math.max(0, expected - table.rows());
            }
        }
        return perSecond == 0 || rows == 0 ? null : rows / perSecond + 1;
    }
}
