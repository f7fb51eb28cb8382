package ai.fourminds.rds.cli.export;

import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.FileFormat;
import ai.fourminds.rds.export.FileNames;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugin.export.TableSubset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Creates tasks, with file names for a format and a compression. Immutable.
 *
 * @param format the format of the files
 * @param compression the compression of the files
 */
public record ExportTasks(FileFormat format, Compression compression) {

    /** Tasks for CSV files. */
    public ExportTasks(Compression compression) {
        this(FileFormat.CSV, compression);
    }

    /** Returns one task per table, in the same order. */
    public List<ExportTask> of(List<TableInfo> tables) {
        return of(tables, Map.of());
    }

    /**
     * Returns one task per table, in the same order.
     *
     * @param subsets the subsets of tables that are not exported whole
     */
    public List<ExportTask> of(List<TableInfo> tables, Map<TableName, TableSubset> subsets) {
        List<String> files = files(tables.stream().map(table -> table.name().qualified()));
        List<ExportTask> tasks = new ArrayList<>(tables.size());
        for (int at = 0; at < tables.size(); at++) {
            TableInfo table = tables.get(at);
            TableSubset subset = subsets.getOrDefault(table.name(), TableSubset.ALL);
            tasks.add(ExportTask.of(table, subset, files.get(at)));
        }
        return tasks;
    }

    /** Returns the tasks of queries by name. */
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
}
