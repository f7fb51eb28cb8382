package ai.fourminds.rds.cli.progress;

import ai.fourminds.rds.cli.output.text.Quantity;
import ai.fourminds.rds.cli.output.text.Text;
import ai.fourminds.rds.export.ExportTask;

/** The progress of one table. Written by the thread that exports it, read by the one that paints. */
final class RunningTable {
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
