package ai.fourminds.rds.cli.export;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.ExportOptions;
import ai.fourminds.rds.export.FileFormat;
import ai.fourminds.rds.plugin.export.CsvOptions;
import java.time.Duration;
import java.util.List;

/**
 * The limits of an export, and the format of its files.
 *
 * @param csv the row limit and the format of cells
 * @param format the format of the files
 * @param compression the compression of the files
 * @param perTable the time after which a table's statement is cancelled
 * @param grace the time after the cancel until the connection is dropped
 * @param jobs the most connections
 */
public record ExportLimits(
        CsvOptions csv, FileFormat format, Compression compression, Duration perTable, Duration grace, int jobs) {

    public static final long DEFAULT_ROWS = 50_000;

    public static final long DEFAULT_SECONDS = 120;

    public static final int DEFAULT_JOBS = 4;

    public static final int MAX_JOBS = 64;

    private static final Duration GRACE = Duration.ofSeconds(10);

    public static final ExportLimits DEFAULTS = new ExportLimits(
            new CsvOptions(DEFAULT_ROWS, false),
            FileFormat.CSV,
            Compression.NONE,
            Duration.ofSeconds(DEFAULT_SECONDS),
            GRACE,
            DEFAULT_JOBS);

    /** Refuses values out of range. */
    public ExportLimits {
        if (perTable.isNegative() || perTable.isZero() || grace.isNegative() || jobs < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** Returns the limits for a user's options; refuses values out of range and contradictions. */
    public static ExportLimits of(
            FileFormat format,
            long maxRows,
            boolean guardFormulas,
            String nullText,
            CsvOptions.Geometry geometry,
            Compression compression,
            long seconds,
            long jobs)
            throws CommandFailure {
        if (maxRows < 0) {
            throw outOfRange("--max-rows", "0 (all rows) or more");
        }
        if (seconds < 1 || seconds > Integer.MAX_VALUE) {
            throw outOfRange("--timeout", "a number of seconds, 1 or more");
        }
        if (jobs < 1 || jobs > MAX_JOBS) {
            throw outOfRange("--jobs", "between 1 and " + MAX_JOBS);
        }
        if (!CsvOptions.canStandForNull(nullText)) {
            throw CommandFailure.usage(
                    "null-text",
                    "--null-text may not hold commas, double quotes, line breaks or NUL, nor be '\\.'.",
                    "Give another text, such as NULL or \\N.");
        }
        if (format == FileFormat.JSONL && (guardFormulas || !nullText.isEmpty())) {
            throw CommandFailure.usage(
                    "export-arguments",
                    "--format jsonl goes with neither --null-text nor --guard-formulas, which are CSV's.",
                    "Leave one of them out.");
        }
        CsvOptions csv = new CsvOptions(maxRows, guardFormulas, nullText, geometry);
        return new ExportLimits(csv, format, compression, Duration.ofSeconds(seconds), GRACE, (int) jobs);
    }

    private static CommandFailure outOfRange(String option, String range) {
        return CommandFailure.usage("out-of-range", option + " is out of range.", "Give " + range + ".");
    }

    /** Returns the manifest's options for a selection. */
    public ExportOptions options(List<String> selection) {
        return new ExportOptions(
                selection, csv.guardFormulas(), csv.nullText(), csv.geometry().word(), compression, format.word());
    }
}
