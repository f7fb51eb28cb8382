package ai.fourminds.rds.export;

import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableKind;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugin.export.TableSubset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table's or a query's rows, to be written to a file, or to a folder of files.
 *
 * @param name the qualified table name, or the name given to a query
 * @param source what it holds
 * @param file the name within the export's folder
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
    public static final String QUERY = "query";

    /** Refuses nulls. */
    public ExportTask {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(kind, "kind");
    }

    /** Of a table, or of a part of it. */
    public static ExportTask of(TableInfo table, TableSubset subset, String file) {
        ExportSource source = new ExportSource.OfTable(table.name(), subset);
        return new ExportTask(
                table.name().qualified(),
                source,
                file,
                estimate(table, subset),
                table.kind().word());
    }

    /** Unknown for a table with a condition, and for a view. */
    private static @Nullable Long estimate(TableInfo table, TableSubset subset) {
        if (subset.where() != null || table.kind() == TableKind.VIEW) {
            return null;
        }
        return subset.sample() == 0 ? table.estimatedRows() : Math.min(table.estimatedRows(), subset.sample());
    }

    /** Of a base table. */
    public ExportTask(String name, ExportSource source, String file, @Nullable Long estimatedRows) {
        this(name, source, file, estimatedRows, TableKind.TABLE.word());
    }
}
