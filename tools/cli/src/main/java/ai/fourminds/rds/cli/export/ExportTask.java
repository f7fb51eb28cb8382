package ai.fourminds.rds.cli.export;

import ai.fourminds.rds.plugin.catalogue.TableKind;
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
 * @param kind what it is of, as the manifest spells it
 */
public record ExportTask(
        String name,
        ExportSource source,
        String file,
        @Nullable Long estimatedRows,
        String kind) {

    /** The kind of a query. */
    static final String QUERY = "query";

    /** Refuses nulls. */
    public ExportTask {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(kind, "kind");
    }

    /** Of a base table. */
    public ExportTask(String name, ExportSource source, String file, @Nullable Long estimatedRows) {
        this(name, source, file, estimatedRows, TableKind.TABLE.word());
    }
}
