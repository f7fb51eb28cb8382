package ai.fourminds.rds.postgresql.copy;

import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugins.common.csv.CellWriter;
import ai.fourminds.rds.plugins.common.csv.CsvCells;
import ai.fourminds.rds.plugins.common.csv.CsvOutput;
import ai.fourminds.rds.postgresql.catalogue.SourceColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes rows that COPY sends, and adds the quotes that COPY omits but CSV readers need. Most rows are copied
 * unchanged. Used by one thread.
 */
final class RowWriter {

    private final CsvOutput out;
    private final CellWriter cells;
    private final boolean[] looked;
    private final boolean scan;
    private final boolean guardFormulas;
    private final byte[] nullText;

    /**
     * Creates a writer for one source's rows.
     *
     * @param columns the columns of the rows
     */
    RowWriter(CsvOutput out, List<SourceColumn> columns, CsvOptions options) {
        this.out = out;
        this.cells = new CellWriter(out, columns.size() == 1, options);
        this.guardFormulas = options.guardFormulas();
        this.nullText = options.nullText().getBytes(StandardCharsets.UTF_8);
        boolean all = guardFormulas || nullText.length > 0;
        this.looked = new boolean[columns.size()];
        boolean any = false;
        for (int i = 0; i < looked.length; i++) {
            looked[i] = all || columns.get(i).form().mayNeedQuotes();
            any |= looked[i];
        }
        this.scan = any;
    }

    /** Writes a row that ends with its line feed. */
    void write(byte[] row) throws IOException {
        if (looked.length == 1 && row.length == 1) {
            // Readers skip blank lines, and the row would be lost.
            cells.write(row, 0, 0, true);
            out.write('\n');
        } else if (scan) {
            scan(row);
        } else {
            out.write(row, 0, row.length);
        }
        out.endRow();
    }

    private void scan(byte[] row) throws IOException {
        int end = row.length - 1;
        int copied = 0;
        int from = 0;
        // With a text for NULL, an empty cell after the last comma is a value that must be checked too.
        int last = nullText.length > 0 ? end : end - 1;
        for (int column = 0; from <= last; column++) {
            int to;
            if (row[from] == '"') {
                to = endOfQuoted(row, from, end);
                if (guardFormulas && CsvCells.looksLikeFormula(row, from + 1, to - 1)) {
                    out.write(row, copied, from + 1);
                    out.write('\'');
                    copied = from + 1;
                }
            } else {
                to = endOfBare(row, from, end);
                copied = looked[column] ? bare(row, from, to, copied) : copied;
            }
            from = to + 1;
        }
        out.write(row, copied, row.length);
    }

    /** Rewrites an unquoted cell if necessary; returns the position up to which the row has been written. */
    private int bare(byte[] row, int from, int to, int copied) throws IOException {
        if (nullText.length > 0 && Arrays.equals(row, from, to, nullText, 0, nullText.length)) {
            return copied;
        }
        boolean quotes = (nullText.length > 0 && from == to) || CsvCells.needsQuotes(row, from, to);
        boolean guard = guardFormulas && CsvCells.looksLikeFormula(row, from, to);
        if (!quotes && !guard) {
            return copied;
        }
        out.write(row, copied, from);
        cells.write(row, from, to, true);
        return to;
    }

    private static int endOfBare(byte[] row, int from, int end) {
        int i = from;
        while (i < end && row[i] != ',') {
            i++;
        }
        return i;
    }

    /** Returns the position after the closing quote. */
    private static int endOfQuoted(byte[] row, int from, int end) {
        int i = from + 1;
        while (i < end) {
            if (row[i] != '"') {
                i++;
            } else if (i + 1 < end && row[i + 1] == '"') {
                i += 2;
            } else {
                return i + 1;
            }
        }
        return end;
    }
}
