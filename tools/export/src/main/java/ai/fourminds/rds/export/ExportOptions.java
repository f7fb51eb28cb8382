package ai.fourminds.rds.export;

import java.util.List;
import java.util.Objects;

/**
 * What was asked of an export, as far as its files depend on it. Immutable.
 *
 * @param selection the tables or the query, as arguments say it
 * @param guardFormulas whether cells that look like formulas are prefixed
 * @param nullText what NULL is written as
 * @param compression how files are packed
 * @param format what files hold; CSV where it is missing, as in manifests of earlier versions
 */
public record ExportOptions(
        List<String> selection, boolean guardFormulas, String nullText, Compression compression, String format) {

    /** Whether files hold JSON. */
    public boolean jsonLines() {
        return FileFormat.JSONL.word().equals(format);
    }

    /** Refuses nulls and copies the list. */
    public ExportOptions {
        selection = List.copyOf(selection);
        Objects.requireNonNull(nullText, "nullText");
        Objects.requireNonNull(compression, "compression");
        format = format == null ? FileFormat.CSV.word() : format;
    }
}
