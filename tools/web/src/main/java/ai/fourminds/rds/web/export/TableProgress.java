package ai.fourminds.rds.web.export;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How far one table is. Immutable.
 *
 * @param name the qualified name
 * @param file the file it goes to, which tells it from others of the same name
 * @param status {@code waiting}, {@code running}, or as the manifest says
 * @param rows written so far
 * @param bytes written so far
 * @param expectedRows the server's estimate up to the cap, or null where there is none
 * @param error why it failed, or null
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
