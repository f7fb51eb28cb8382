package ai.fourminds.rds.export;

import ai.fourminds.rds.plugin.export.CsvOptions;
import java.util.List;
import java.util.Objects;

/**
 * The options of an export that its files depend on. Immutable.
 *
 * @param selection the tables or the query, as command-line arguments
 * @param guardFormulas whether cells that look like formulas are prefixed
 * @param nullText the text written for NULL
 * @param geometry how geometries are written, in the words of {@link CsvOptions.Geometry}; {@code auto} where it is
 *     missing, as in manifests of earlier versions
 * @param compression the compression of the files
 * @param format the format of the files; CSV where it is missing, as in manifests of earlier versions
 */
public record ExportOptions(
        List<String> selection,
        boolean guardFormulas,
        String nullText,
        String geometry,
        Compression compression,
        String format) {

    /** Whether the files hold JSON. */
    public boolean jsonLines() {
        return FileFormat.JSONL.word().equals(format);
    }

    /** Refuses nulls and copies the list. */
    public ExportOptions {
        selection = List.copyOf(selection);
        Objects.requireNonNull(nullText, "nullText");
        Objects.requireNonNull(compression, "compression");
        geometry = geometry == null ? CsvOptions.Geometry.AUTO.word() : geometry;
        format = format == null ? FileFormat.CSV.word() : format;
    }
}
