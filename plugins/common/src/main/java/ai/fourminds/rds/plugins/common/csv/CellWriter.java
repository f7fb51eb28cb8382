package ai.fourminds.rds.plugins.common.csv;

import ai.fourminds.rds.plugin.export.CsvOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes rows of UTF-8 cells, quoted and guarded as required. Used by one thread. */
public final class CellWriter {

    private final CsvOutput out;
    private final boolean oneColumn;
    private final boolean guardFormulas;
    private final byte[] nullText;

    /** @param oneColumn whether each row has only one cell */
    public CellWriter(CsvOutput out, boolean oneColumn, CsvOptions options) {
        this.out = out;
        this.oneColumn = oneColumn;
        this.guardFormulas = options.guardFormulas();
        this.nullText = options.nullText().getBytes(StandardCharsets.UTF_8);
    }

    /** Writes a cell, or NULL; {@code mayNeedQuotes} is false for types whose text never needs quotes. */
    public void write(byte @Nullable [] cell, boolean mayNeedQuotes) throws IOException {
        if (cell == null) {
            writeNull();
        } else {
            write(cell, 0, cell.length, mayNeedQuotes);
        }
    }

    /** Writes a cell that is part of an array. */
    public void write(byte[] bytes, int from, int to, boolean mayNeedQuotes) throws IOException {
        if (from == to) {
            writeEmpty();
            return;
        }
        boolean guard = guardFormulas && CsvCells.looksLikeFormula(bytes, from, to);
        boolean quotes = mayNeedQuotes && CsvCells.mustQuote(bytes, from, to);
        // Unquoted, it would be read as NULL.
        if (quotes || isNullText(bytes, from, to)) {
            writeQuoted(bytes, from, to, guard);
        } else {
            writeBare(bytes, from, to, guard);
        }
    }

    private boolean isNullText(byte[] bytes, int from, int to) {
        return to - from == nullText.length && Arrays.equals(bytes, from, to, nullText, 0, nullText.length);
    }

    /** Writes the comma between two cells. */
    public void separator() throws IOException {
        out.write(',');
    }

    /** Ends a row. */
    public void endRow() throws IOException {
        out.write('\n');
        out.endRow();
    }

    /** Writes NULL. */
    public void writeNull() throws IOException {
        if (nullText.length == 0 && oneColumn) {
            // Readers skip blank lines, and the row would be lost.
            writeEmpty();
        } else {
            out.write(nullText, 0, nullText.length);
        }
    }

    private void writeEmpty() throws IOException {
        out.write('"');
        out.write('"');
    }

    private void writeBare(byte[] bytes, int from, int to, boolean guard) throws IOException {
        if (guard) {
            out.write('\'');
        }
        out.write(bytes, from, to);
    }

    private void writeQuoted(byte[] bytes, int from, int to, boolean guard) throws IOException {
        out.write('"');
        if (guard) {
            out.write('\'');
        }
        int copied = from;
        for (int at = SpecialBytes.nextQuote(bytes, from, to);
                at < to;
                at = SpecialBytes.nextQuote(bytes, at + 1, to)) {
            out.write(bytes, copied, at + 1);
            copied = at;
        }
        out.write(bytes, copied, to);
        out.write('"');
    }
}
