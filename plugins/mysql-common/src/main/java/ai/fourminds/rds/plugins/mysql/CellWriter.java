package ai.fourminds.rds.plugins.mysql;

import ai.fourminds.rds.plugin.CsvOptions;
import ai.fourminds.rds.plugins.common.CsvCells;
import ai.fourminds.rds.plugins.common.CsvOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes rows whose cells come as UTF-8 bytes, quoted where the contract asks for it. Used by one thread. */
final class CellWriter {

    private final CsvOutput out;
    private final boolean oneColumn;
    private final boolean guardFormulas;
    private final byte[] nullText;

    CellWriter(CsvOutput out, boolean oneColumn, CsvOptions options) {
        this.out = out;
        this.oneColumn = oneColumn;
        this.guardFormulas = options.guardFormulas();
        this.nullText = options.nullText().getBytes(StandardCharsets.UTF_8);
    }

    /** @param mayNeedQuotes false for types whose text never does */
    void write(byte @Nullable [] cell, boolean mayNeedQuotes) throws IOException {
        if (cell == null) {
            writeNull();
            return;
        }
        if (cell.length == 0) {
            writeEmpty();
            return;
        }
        boolean guard = guardFormulas && CsvCells.looksLikeFormula(cell, 0, cell.length);
        if (Arrays.equals(cell, nullText)) {
            // Unquoted it would be read as NULL.
            writeQuoted(cell, guard);
        } else if (!mayNeedQuotes) {
            writeBare(cell, guard);
        } else if (holdsSpecial(cell) || CsvCells.needsQuotes(cell, 0, cell.length)) {
            writeQuoted(cell, guard);
        } else {
            writeBare(cell, guard);
        }
    }

    void separator() throws IOException {
        out.write(',');
    }

    void endRow() throws IOException {
        out.write('\n');
        out.endRow();
    }

    private void writeNull() throws IOException {
        if (nullText.length == 0 && oneColumn) {
            // Readers skip blank lines, and the row would vanish.
            writeEmpty();
        } else {
            out.write(nullText, 0, nullText.length);
        }
    }

    private void writeEmpty() throws IOException {
        out.write('"');
        out.write('"');
    }

    private void writeBare(byte[] cell, boolean guard) throws IOException {
        if (guard) {
            out.write('\'');
        }
        out.write(cell, 0, cell.length);
    }

    private void writeQuoted(byte[] cell, boolean guard) throws IOException {
        out.write('"');
        if (guard) {
            out.write('\'');
        }
        int copied = 0;
        for (int i = 0; i < cell.length; i++) {
            if (cell[i] == '"') {
                out.write(cell, copied, i + 1);
                copied = i;
            }
        }
        out.write(cell, copied, cell.length);
        out.write('"');
    }

    private static boolean holdsSpecial(byte[] cell) {
        for (byte b : cell) {
            if (b == ',' || b == '"' || b == '\n' || b == '\r') {
                return true;
            }
        }
        return false;
    }
}
