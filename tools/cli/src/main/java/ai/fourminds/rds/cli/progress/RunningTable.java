package ai.fourminds.rds.cli.progress;

import ai.fourminds.rds.cli.export.ExportTask;
import ai.fourminds.rds.cli.output.Quantity;
import ai.fourminds.rds.cli.output.Text;

/** How far one table has come. Written by the thread that exports it, read by the one that paints. */
final class RunningTable {
    private static final int NARROW = 100;
    private static final int NAME_CELLS = 30;
    private static final int SHORT_NAME_CELLS = 20;
    private static final int BAR_CELLS = 16;
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

    /** Name, bar and time left where the end is known, rows, rates; in at most {@code cells} cells of a terminal. */
    String line(long maxRows, long nowNanos, int cells) {
        int nameCells = cells < NARROW ? SHORT_NAME_CELLS : NAME_CELLS;
        String name = Text.fit(Text.harmless(task.name()), nameCells);
        String space = " ".repeat(nameCells - Text.width(name));
        long expected = expected(maxRows);
        double seconds = (double) Math.max(1, nowNanos - startedNanos) / NANOS_PER_SECOND;
        String line = name + space + " " + bar(expected) + " " + Quantity.of(rows, "row") + "  "
                + Quantity.of(Math.round(rows / seconds), "row") + "/s";
        String traffic = cells < NARROW ? "" : "  " + Quantity.bytes(Math.round(bytes / seconds)) + "/s";
        return Text.fit(line + traffic + left(expected, seconds), cells);
    }

    /** At the pace so far; nothing where the estimate has proved too low. */
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

    private String bar(long expected) {
        if (expected == 0) {
            return "[" + " ".repeat(BAR_CELLS) + "]";
        }
        int done = (int) Math.min(BAR_CELLS, rows * BAR_CELLS / expected);
        return "[" + "#".repeat(done) + " ".repeat(BAR_CELLS - done) + "]";
    }
}
