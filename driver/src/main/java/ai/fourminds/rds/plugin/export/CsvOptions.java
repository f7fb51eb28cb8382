package ai.fourminds.rds.plugin.export;

import java.util.Objects;

/**
 * How cells are written.
 *
 * @param maxRows rows at most; 0 for all
 * @param guardFormulas whether cells that spreadsheets would take for formulas are prefixed with an apostrophe
 * @param nullText what NULL is written as, never quoted; a value of the same text is quoted. Where it is empty, the NULL
 *     of a one-column row is written as two quotes, because readers skip blank lines
 */
public record CsvOptions(long maxRows, boolean guardFormulas, String nullText) {

    /** Refuses a negative cap and a text that cannot stand for NULL. */
    public CsvOptions {
        Objects.requireNonNull(nullText, "nullText");
        if (maxRows < 0) {
            throw new IllegalArgumentException("maxRows " + maxRows + " is negative");
        }
        if (!canStandForNull(nullText)) {
            throw new IllegalArgumentException("nullText would not read back");
        }
    }

    /** NULL is nothing between the commas. */
    public CsvOptions(long maxRows, boolean guardFormulas) {
        this(maxRows, guardFormulas, "");
    }

    /** Whether the text reads back as one unquoted cell: no separator, quote, line break or NUL, and not {@code \.}. */
    public static boolean canStandForNull(String text) {
        return !text.equals("\\.")
                && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == 0);
    }
}
