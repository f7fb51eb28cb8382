package ai.fourminds.rds.export;

import java.util.List;
import java.util.Objects;

/**
 * The options of an export that its files depend on. Immutable.
 *
 * @param selection the tables or the query, as command-line arguments
 * @param guardFormulas whether cells that look like formulas are prefixed
 * @param nullText the text written for NULL
 * @param geometry {@code wkt}, {@code ewkb}, or {@code auto}, which is the engine's own and what manifests of earlier versions mean
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

    private static final String AUTO = "auto";

    /** Whether the files hold JSON. */
    public boolean jsonLines() {
        return FileFormat.JSONL.word().equals(format);
    }

    /** Refuses nulls and copies the list. */
    public ExportOptions {
        selection = List.copyOf(selection);
        Objects.requireNonNull(nullText, "nullText");
        Objects.requireNonNull(compression, "compression");
        geometry = geometry == null ? AUTO : geometry;
        format = format == null ? FileFormat.CSV.word() : format;
    }
}
