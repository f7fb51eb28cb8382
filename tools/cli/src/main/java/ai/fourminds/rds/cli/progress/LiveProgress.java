package ai.fourminds.rds.cli.progress;

import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.text.Text;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.TableReport;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Shows a bar per running table at the bottom of the terminal, repainted a few times per second; finished tables scroll
 * up above. Thread-safe: only the painting thread and holders of the lock write.
 */
final class LiveProgress implements ProgressView {
    private static final long REPAINT_MILLIS = 120;
    /** Determining the width starts a process. */
    private static final int REPAINTS_PER_WIDTH = 16;
    /** As many as fit on a terminal of common height. */
    private static final int MAX_BARS = 20;
    // ECMA-48: erase from the cursor to the end; DEC: no wrapping, so that long lines do not take two.
    private static final String ERASE_BELOW = "\u001B[J";
    private static final String NO_WRAP = "\u001B[?7l";
    private static final String WRAP = "\u001B[?7h";

    private final Console console;
    private final long maxRows;
    private volatile int cells;
    private final Map<ExportTask, RunningTable> byTask = new ConcurrentHashMap<>();
    private final Map<ExportTask, RunningTable> shown = new LinkedHashMap<>();
    private final ScheduledExecutorService painter;
    private int paintedLines;
    private int repaints;

    private LiveProgress(Console console, long maxRows, ScheduledExecutorService painter) {
        this.console = console;
        this.maxRows = maxRows;
        this.cells = console.width();
        this.painter = painter;
    }

    static LiveProgress start(Console console, long maxRows) {
        ScheduledExecutorService painter = Executors.newSingleThreadScheduledExecutor(LiveProgress::daemon);
        LiveProgress view = new LiveProgress(console, maxRows, painter);
        view.repaintRegularly();
        return view;
    }

    @Override
    public synchronized void started(ExportTask task) {
        RunningTable table = new RunningTable(task, System.nanoTime());
        byTask.put(task, table);
        shown.put(task, table);
    }

    @Override
    public void progressed(ExportTask task, long rows, long bytes) {
        RunningTable table = byTask.get(task);
        if (table != null) {
            table.progressed(rows, bytes);
        }
    }

    @Override
    public synchronized void finished(ExportTask task, TableReport report) {
        byTask.remove(task);
        shown.remove(task);
        erase();
        ReportLine.say(report, console);
        paint();
    }

    @Override
    public synchronized void noted(String text) {
        erase();
        console.say(text);
        paint();
    }

    @Override
    public void close() {
        painter.shutdownNow();
        synchronized (this) {
            shown.clear();
            erase();
            console.err().flush();
        }
    }

    private void repaintRegularly() {
        ScheduledFuture<?> painting =
                painter.scheduleWithFixedDelay(this::tick, REPAINT_MILLIS, REPAINT_MILLIS, TimeUnit.MILLISECONDS);
        if (painting.isDone()) {
            throw new IllegalStateException("the painter did not start");
        }
    }

    /** Called by the painting thread only. */
    private void tick() {
        if (++repaints % REPAINTS_PER_WIDTH == 0) {
            cells = console.width();
        }
        repaint();
    }

    private synchronized void repaint() {
        if (!painter.isShutdown()) {
            erase();
            paint();
        }
    }

    private void erase() {
        if (paintedLines > 0) {
            console.err().print("\u001B[" + paintedLines + "A\r" + ERASE_BELOW);
            paintedLines = 0;
        }
    }

    private void paint() {
        if (shown.isEmpty()) {
            return;
        }
        PrintWriter err = console.err();
        long now = System.nanoTime();
        err.print(NO_WRAP);
        shown.values().stream().limit(MAX_BARS).forEach(table -> paint(table.line(maxRows, now, cells)));
        if (shown.size() > MAX_BARS) {
            paint("and " + (shown.size() - MAX_BARS) + " more at the same time");
        }
        err.print(WRAP);
        err.flush();
    }

    private void paint(String line) {
        console.err().print(Text.sanitized(line) + "\n");
        paintedLines++;
    }

    private static Thread daemon(Runnable action) {
        Thread thread = new Thread(action, "progress");
        thread.setDaemon(true);
        return thread;
    }
}
