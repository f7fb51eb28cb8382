package ai.fourminds.rds.plugin.export;

import java.util.Objects;

/**
 * How rows and cells are written as CSV.
 *
 * @param maxRows the maximum number of rows; 0 for all
 * @param guardFormulas whether to prefix cells that spreadsheets would take for formulas with an apostrophe
 * @param nullText the text for NULL, never quoted; a value with the same text is quoted. If it is empty, the NULL of a
 *     one-column row is written as two quotes, because readers skip blank lines
 */
public record CsvOptions(long maxRows, boolean guardFormulas, String nullText) {

    /** Refuses a negative row limit and a text that cannot stand for NULL. */
    public CsvOptions {
        Objects.requireNonNull(nullText, "nullText");
        if (maxRows < 0) {
            throw new IllegalArgumentException("maxRows " + maxRows + " is negative");
        }
        if (!canStandForNull(nullText)) {
            throw new IllegalArgumentException("nullText would not read back");
        }
    }

    /** Writes NULL as nothing between the commas. */
    public CsvOptions(long maxRows, boolean guardFormulas) {
        this(maxRows, guardFormulas, "");
    }

    /**
     * Returns whether the text reads back as one unquoted cell: no separator, quote, line break or NUL, and not
     * {@code \.}.
     */
    public static boolean canStandForNull(String text) {
        return !text.equals("\\.")
                && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == 0);
    }
}
