package ai.fourminds.rds.plugin;

/**
 * How cells are written.
 *
 * @param maxRows rows at most; 0 for all
 * @param guardFormulas whether cells that spreadsheets would take for formulas are prefixed with an apostrophe
 */
public record CsvOptions(long maxRows, boolean guardFormulas) {

    /** Refuses a negative cap. */
    public CsvOptions {
        if (maxRows < 0) {
            throw new IllegalArgumentException("maxRows " + maxRows + " is negative");
        }
    }
}
