package ai.fourminds.rds.cli.progress;

import ai.fourminds.rds.cli.export.ExportTask;
import ai.fourminds.rds.cli.output.Quantity;
import ai.fourminds.rds.cli.output.Text;

/** How far one table has come. Written by the thread that exports it, read by the one that paints. */
final class RunningTable {
    private static final int NAME_CELLS = 30;
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

    /** Name, bar where the end is known, rows, rate. */
    String line(long maxRows, long nowNanos) {
        String name = Text.fit(Text.harmless(task.name()), NAME_CELLS);
        String space = " ".repeat(NAME_CELLS - Text.width(name));
        long perSecond = Math.round((double) bytes * NANOS_PER_SECOND / Math.max(1, nowNanos - startedNanos));
        return name + space + " " + bar(expected(maxRows)) + " " + Quantity.of(rows, "row") + "  "
                + Quantity.bytes(perSecond) + "/s";
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
