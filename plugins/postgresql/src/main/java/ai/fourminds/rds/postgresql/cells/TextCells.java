package ai.fourminds.rds.postgresql.cells;

import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugins.common.csv.CellWriter;
import ai.fourminds.rds.plugins.common.csv.CsvCells;
import ai.fourminds.rds.plugins.common.csv.CsvOutput;
import java.io.IOException;

/** Writes texts as cells, quoted and guarded as required. Used by one thread. */
final class TextCells {

    /** Longer texts are written in pieces instead of at once into the buffer. */
    private static final int SHORT = 8 * 1024;

    private final CsvOutput out;
    private final CellWriter writer;
    private final boolean particular;

    /** {@code alone} if rows have only one cell. */
    TextCells(CsvOutput out, CsvOptions options, boolean alone) {
        this.out = out;
        this.writer = new CellWriter(out, alone, options);
        this.particular = options.guardFormulas() || !options.nullText().isEmpty();
    }

    /** Returns whether even a number may have to be quoted or guarded. */
    boolean isParticular() {
        return particular;
    }

    void putNull() throws IOException {
        writer.writeNull();
    }

    void put(byte[] text, int from, int to) throws IOException {
        if (from == to || particular || to - from > SHORT) {
            writer.write(text, from, to, true);
        } else {
            byte[] buffer = out.room(2 * (to - from) + Long.BYTES);
            int start = out.used();
            int end = CsvCells.needsQuotes(text, from, to)
                    ? TextScan.SPECIAL
                    : TextScan.copyPlain(text, from, to, buffer, start);
            out.use(end == TextScan.SPECIAL ? quoted(text, from, to, buffer, start) : end);
        }
    }

    private static int quoted(byte[] text, int from, int to, byte[] out, int at) {
        out[at] = '"';
        int end = TextScan.copyDoubled(text, from, to, out, at + 1);
        out[end] = '"';
        return end + 1;
    }
}
