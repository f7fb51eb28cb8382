package ai.fourminds.rds.cli.progress;

import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.text.Quantity;
import ai.fourminds.rds.cli.output.text.Text;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.TableReport;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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
    private final Lines lines;
    private final long maxRows;
    private volatile int cells;
    private final Map<ExportTask, RunningTable> byTask = new ConcurrentHashMap<>();
    private final Map<ExportTask, RunningTable> shown = new LinkedHashMap<>();
    private final ScheduledExecutorService painter;
    private int paintedLines;
    private int repaints;

    private LiveProgress(Console console, long maxRows, ScheduledExecutorService painter) {
        this.console = console;
        this.lines = new Lines(console);
        this.maxRows = maxRows;
        this.cells = console.width();
        this.painter = painter;
    }

    static LiveProgress start(Console console, long maxRows) {
        ScheduledExecutorService painter = Executors.newSingleThreadScheduledExecutor(action -> {
            Thread thread = new Thread(action, "progress");
            thread.setDaemon(true);
            return thread;
        });
        LiveProgress view = new LiveProgress(console, maxRows, painter);
        var unused = painter.scheduleWithFixedDelay(view::tick, REPAINT_MILLIS, REPAINT_MILLIS, TimeUnit.MILLISECONDS);
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
        lines.finished(task, report);
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

    /** Called by the painting thread only. */
    private void tick() {
        if (++repaints % REPAINTS_PER_WIDTH == 0) {
            cells = console.width();
        }
        synchronized (this) {
            if (!painter.isShutdown()) {
                erase();
                paint();
            }
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

    /** The progress of one table. Written by the thread that exports it, read by the one that paints. */
    static final class RunningTable {
        private static final int WIDE = 100;
        private static final int DEFAULT = 80;
        private static final int NARROW = 60;
        private static final long NANOS_PER_SECOND = 1_000_000_000L;

        private final ExportTask task;
        private final long startedNanos;
        private volatile long rows;
        private volatile long bytes;

        RunningTable(ExportTask task, long startedNanos) {
            this.task = task;
            this.startedNanos = startedNanos;
        }

        void progressed(long rowsNow, long bytesNow) {
            rows = rowsNow;
            bytes = bytesNow;
        }

        /**
         * Returns name, bar and remaining time if the end is known, rows and rates, in at most {@code cells} terminal
         * cells; narrow lines omit bar and rates.
         */
        String line(long maxRows, long nowNanos, int cells) {
            int nameCells = cells >= WIDE ? 30 : cells >= DEFAULT ? 20 : 14;
            String name = Text.fit(Text.sanitized(task.name()), nameCells);
            String space = " ".repeat(nameCells - Text.width(name));
            long expected = expected(maxRows);
            double seconds = (double) Math.max(1, nowNanos - startedNanos) / NANOS_PER_SECOND;
            String line = name + space + " " + bar(expected, cells) + Quantity.of(rows, "row");
            String pace = cells < DEFAULT ? "" : "  " + Quantity.of(Math.round(rows / seconds), "row") + "/s";
            String traffic = cells < WIDE ? "" : "  " + Quantity.bytes(Math.round(bytes / seconds)) + "/s";
            return Text.fit(line + pace + traffic + left(expected, seconds), cells);
        }

        /** Returns the time left at the average pace; empty if the estimate proved too low. */
        private String left(long expected, double seconds) {
            long done = rows;
            return done == 0 || done >= expected
                    ? ""
                    : "  " + Quantity.roughly(Math.round(seconds / done * (expected - done))) + " left";
        }

        private long expected(long maxRows) {
            Long estimate = task.estimatedRows();
            long all = estimate == null ? 0 : estimate;
            return maxRows == 0 || all == 0 ? all : Math.min(all, maxRows);
        }

        private String bar(long expected, int cells) {
            if (cells < NARROW) {
                return "";
            }
            int length = cells < DEFAULT ? 8 : 16;
            int done = expected == 0 ? 0 : (int) Math.min(length, rows * length / expected);
            return "[" + "#".repeat(done) + " ".repeat(length - done) + "] ";
        }
    }
}
