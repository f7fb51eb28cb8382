package ai.fourminds.rds.cli.export;

import ai.fourminds.rds.plugin.export.ExportSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One CSV to be made.
 *
 * @param name the qualified table name, or the name given to a query
 * @param source what it holds
 * @param file the file's name within the export's folder
 * @param estimatedRows the server's estimate, or null when there is none
 */
public record ExportTask(
        String name,
        ExportSource source,
        String file,
        @Nullable Long estimatedRows) {

    /** Refuses nulls. */
    public ExportTask {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(file, "file");
    }
}
