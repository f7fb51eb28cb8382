package ai.fourminds.rds.postgresql.cells;

import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugins.common.csv.CsvCells;
import ai.fourminds.rds.plugins.common.csv.CsvOutput;
import ai.fourminds.rds.plugins.common.csv.SpecialBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes texts as cells, quoted and guarded as required. Used by one thread. */
final class TextCells {

    /** Longer texts are written in pieces instead of at once into the buffer. */
    private static final int SHORT = 8 * 1024;

    private final CsvOutput out;
    private final boolean guardFormulas;
    private final byte[] nullText;

    TextCells(CsvOutput out, CsvOptions options) {
        this.out = out;
        this.guardFormulas = options.guardFormulas();
        this.nullText = options.nullText().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns whether even a number may have to be quoted or guarded. */
    boolean isParticular() {
        return guardFormulas || nullText.length > 0;
    }

    /** Writes NULL; as the only cell of its row it may be two quotes, because readers skip blank lines. */
    void putNull(boolean alone) throws IOException {
        if (nullText.length > 0) {
            out.write(nullText, 0, nullText.length);
        } else if (alone) {
            putEmpty();
        }
    }

    private void putEmpty() throws IOException {
        out.write('"');
        out.write('"');
    }

    void put(byte[] text, int from, int to) throws IOException {
        if (from == to) {
            putEmpty();
        } else if (isParticular() || to - from > SHORT) {
            putCarefully(text, from, to);
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

    /** Writes a text of any length. */
    private void putCarefully(byte[] text, int from, int to) throws IOException {
        boolean quotes = CsvCells.needsQuotes(text, from, to)
                || SpecialBytes.next(text, from, to) < to
                || Arrays.equals(text, from, to, nullText, 0, nullText.length);
        if (quotes) {
            out.write('"');
        }
        if (guardFormulas && CsvCells.looksLikeFormula(text, from, to)) {
            out.write('\'');
        }
        int copied = from;
        if (quotes) {
            copied = putDoubled(text, from, to);
        }
        out.write(text, copied, to);
        if (quotes) {
            out.write('"');
        }
    }

    /**
     * Writes up to the last quote, whose double is written with the rest; returns the position from which to continue.
     */
    private int putDoubled(byte[] text, int from, int to) throws IOException {
        int copied = from;
        for (int i = SpecialBytes.nextQuote(text, from, to); i < to; i = SpecialBytes.nextQuote(text, i + 1, to)) {
            out.write(text, copied, i + 1);
            copied = i;
        }
        return copied;
    }
}
