package ai.fourminds.rds.cli.export;

import ai.fourminds.rds.cli.export.file.Compression;
import ai.fourminds.rds.cli.export.file.FileFormat;
import ai.fourminds.rds.cli.export.file.FileNames;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableKind;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugin.export.TableSubset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be exported, with file names that tell its format and compression. Immutable.
 *
 * @param format what files hold
 * @param compression how files are packed
 */
public record ExportTasks(FileFormat format, Compression compression) {

    /** CSV files. */
    public ExportTasks(Compression compression) {
        this(FileFormat.CSV, compression);
    }

    /** One task per table, in their order. */
    public List<ExportTask> of(List<TableInfo> tables) {
        return of(tables, Map.of());
    }

    /**
     * One task per table, in their order.
     *
     * @param subsets what is wanted of those that are not wanted whole
     */
    public List<ExportTask> of(List<TableInfo> tables, Map<TableName, TableSubset> subsets) {
        List<String> files = files(tables.stream().map(table -> table.name().qualified()));
        List<ExportTask> tasks = new ArrayList<>(tables.size());
        for (int at = 0; at < tables.size(); at++) {
            TableInfo table = tables.get(at);
            TableSubset subset = subsets.getOrDefault(table.name(), TableSubset.ALL);
            tasks.add(new ExportTask(
                    table.name().qualified(),
                    new ExportSource.OfTable(table.name(), subset),
                    files.get(at),
                    estimate(table, subset),
                    table.kind().word()));
        }
        return tasks;
    }

    /** The tasks of queries, whose files have the names given. */
    public List<ExportTask> ofQueries(Map<String, String> queries) {
        List<String> files = files(queries.keySet().stream());
        List<ExportTask> tasks = new ArrayList<>(queries.size());
        queries.forEach((name, sql) -> tasks.add(
                new ExportTask(name, new ExportSource.OfQuery(sql), files.get(tasks.size()), null, ExportTask.QUERY)));
        return tasks;
    }

    private List<String> files(Stream<String> names) {
        return FileNames.ofPlatform(format, compression).assign(names.toList());
    }

    /** How many rows meet a condition nobody knows beforehand, nor how many a view has. */
    private static @Nullable Long estimate(TableInfo table, TableSubset subset) {
        if (subset.where() != null || table.kind() == TableKind.VIEW) {
            return null;
        }
        return subset.sample() == 0 ? table.estimatedRows() : Math.min(table.estimatedRows(), subset.sample());
    }
}
