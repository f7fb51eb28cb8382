package ai.fourminds.rds.cli.export;

import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.ExportOptions;
import ai.fourminds.rds.export.FileFormat;
import ai.fourminds.rds.plugin.export.CsvOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How much an export may take, and in what form it writes.
 *
 * @param csv the row cap and how cells are written
 * @param format what files hold
 * @param compression how files are packed
 * @param perTable how long one table may take before its statement is cancelled
 * @param grace how long the server may take to obey before its connection is dropped
 * @param jobs connections at most
 */
public record ExportLimits(
        CsvOptions csv, FileFormat format, Compression compression, Duration perTable, Duration grace, int jobs) {

    /** CSV files. */
    public ExportLimits(CsvOptions csv, Compression compression, Duration perTable, Duration grace, int jobs) {
        this(csv, FileFormat.CSV, compression, perTable, grace, jobs);
    }

    /** Refuses what makes no sense. */
    public ExportLimits {
        Objects.requireNonNull(csv, "csv");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(compression, "compression");
        if (perTable.isNegative() || perTable.isZero() || grace.isNegative() || jobs < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** What these tables, in this form, are asked for with. */
    public ExportOptions options(List<String> selection) {
        return new ExportOptions(selection, csv.guardFormulas(), csv.nullText(), compression, format.word());
    }
}
