package ai.fourminds.rds.web.export;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The progress of one table. Immutable.
 *
 * @param name the qualified name
 * @param file the file's name, which is unique among tables
 * @param status {@code waiting}, {@code running}, or the manifest's status
 * @param rows rows written so far
 * @param bytes bytes written so far
 * @param expectedRows the server's estimate, at most the row limit, or null without one
 * @param error why the export of the table failed, or null
 */
public record TableProgress(
        String name,
        String file,
        String status,
        long rows,
        long bytes,
        @Nullable Long expectedRows,
        @Nullable String error) {
    TableProgress in(UnaryOperator<String> words) {
        return error == null
                ? this
                : new TableProgress(name, file, status, rows, bytes, expectedRows, words.apply(error));
    }
}
