package ai.fourminds.rds.cli.export;

import ai.fourminds.rds.cli.export.file.Compression;
import ai.fourminds.rds.cli.export.file.FileFormat;
import ai.fourminds.rds.plugin.export.CsvOptions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of an export, as far as its files depend on it. Immutable.
 *
 * @param selection the tables or the query, as arguments say it
 * @param guardFormulas whether cells that look like formulas are prefixed
 * @param nullText what NULL is written as
 * @param compression how files are packed
 * @param format what files hold; null in manifests of earlier versions, which speak of CSV
 */
public record ExportOptions(
        List<String> selection,
        boolean guardFormulas,
        String nullText,
        Compression compression,
        @Nullable String format) {

    /** Whether files hold JSON. */
    public boolean jsonLines() {
        return FileFormat.JSONL.word().equals(format);
    }

    /** Refuses nulls and copies the list. */
    public ExportOptions {
        selection = List.copyOf(selection);
        Objects.requireNonNull(nullText, "nullText");
        Objects.requireNonNull(compression, "compression");
    }

    /** What these tables, in this form, were asked for with. */
    public static ExportOptions of(List<String> selection, ExportLimits limits) {
        CsvOptions csv = limits.csv();
        return new ExportOptions(
                selection,
                csv.guardFormulas(),
                csv.nullText(),
                limits.compression(),
                limits.format().word());
    }
}
