package ai.fourminds.rds.cli.export;

import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.FileNames;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugin.export.TableSubset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Creates tasks, with file names for the format and the compression of an export. Stateless. */
public final class ExportTasks {
    private ExportTasks() {}

    /**
     * Returns one task per table, in the same order.
     *
     * @param subsets the subsets of tables that are not exported whole
     */
    public static List<ExportTask> of(
            List<TableInfo> tables, Map<TableName, TableSubset> subsets, ExportLimits limits) {
        List<String> files = files(tables.stream().map(table -> table.name().qualified()), limits);
        List<ExportTask> tasks = new ArrayList<>(tables.size());
        for (int at = 0; at < tables.size(); at++) {
            TableInfo table = tables.get(at);
            TableSubset subset = subsets.getOrDefault(table.name(), TableSubset.ALL);
            tasks.add(ExportTask.of(table, subset, files.get(at)));
        }
        return tasks;
    }

    /** Returns the tasks of queries by name. */
    public static List<ExportTask> ofQueries(Map<String, String> queries, ExportLimits limits) {
        List<String> files = files(queries.keySet().stream(), limits);
        List<ExportTask> tasks = new ArrayList<>(queries.size());
        queries.forEach((name, sql) -> tasks.add(
                new ExportTask(name, new ExportSource.OfQuery(sql), files.get(tasks.size()), null, ExportTask.QUERY)));
        return tasks;
    }

    private static List<String> files(Stream<String> names, ExportLimits limits) {
        return FileNames.ofPlatform(limits.format(), limits.compression()).assign(names.toList());
    }
}
