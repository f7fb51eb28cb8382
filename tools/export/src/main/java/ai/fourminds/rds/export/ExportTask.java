package ai.fourminds.rds.export;

import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableKind;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugin.export.TableSubset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table or a query, and the file or folder that they are exported to.
 *
 * @param name the qualified table name, or the name given to a query
 * @param source the table or the query
 * @param file the name within the export's folder
 * @param estimatedRows the server's estimate, or null when there is none
 * @param kind the kind of table, or {@link #QUERY}, as the manifest spells it
 */
public record ExportTask(
        String name,
        ExportSource source,
        String file,
        @Nullable Long estimatedRows,
        String kind) {

    /** The kind of a query. */
    public static final String QUERY = "query";

    /** Refuses nulls. */
    public ExportTask {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(kind, "kind");
    }

    /** Returns the task for a table, or for a part of it. */
    public static ExportTask of(TableInfo table, TableSubset subset, String file) {
        ExportSource source = new ExportSource.OfTable(table.name(), subset);
        return new ExportTask(
                table.name().qualified(),
                source,
                file,
                estimate(table, subset),
                table.kind().word());
    }

    /** Returns null, for unknown, for a table with a condition and for a view. */
    private static @Nullable Long estimate(TableInfo table, TableSubset subset) {
        if (subset.where() != null || table.kind() == TableKind.VIEW) {
            return null;
        }
        return subset.sample() == 0 ? table.estimatedRows() : Math.min(table.estimatedRows(), subset.sample());
    }

    /** A task for a base table. */
    public ExportTask(String name, ExportSource source, String file, @Nullable Long estimatedRows) {
        this(name, source, file, estimatedRows, TableKind.TABLE.word());
    }
}
