package ai.fourminds.rds.plugin.export;

import java.util.Locale;
import java.util.Objects;

/**
 * How rows and cells are written as CSV.
 *
 * @param maxRows the maximum number of rows; 0 for all
 * @param guardFormulas whether to prefix cells that spreadsheets would take for formulas with an apostrophe
 * @param nullText the text for NULL, never quoted; a value with the same text is quoted. If it is empty, the NULL of a
 *     one-column row is written as two quotes, because readers skip blank lines
 * @param geometry how geometries are written
 */
public record CsvOptions(long maxRows, boolean guardFormulas, String nullText, Geometry geometry) {

    /** How geometries are written. */
    public enum Geometry {
        /** As the engine's own text: PostGIS's EWKB, MySQL's and MariaDB's WKT. */
        AUTO,
        /** Well-known text, without the reference system. */
        WKT,
        /** Well-known binary with the reference system, as PostGIS extends it, in hexadecimal digits. */
        EWKB;

        /** Returns the name in options and manifests. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Refuses a negative row limit and a text that cannot stand for NULL. */
    public CsvOptions {
        Objects.requireNonNull(nullText, "nullText");
        Objects.requireNonNull(geometry, "geometry");
        if (maxRows < 0) {
            throw new IllegalArgumentException("maxRows " + maxRows + " is negative");
        }
        if (!canStandForNull(nullText)) {
            throw new IllegalArgumentException("nullText would not read back");
        }
    }

    /** Writes NULL as nothing between the commas, and geometries as the engine does. */
    public CsvOptions(long maxRows, boolean guardFormulas) {
        this(maxRows, guardFormulas, "");
    }

    /** Writes geometries as the engine does. */
    public CsvOptions(long maxRows, boolean guardFormulas, String nullText) {
        this(maxRows, guardFormulas, nullText, Geometry.AUTO);
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
