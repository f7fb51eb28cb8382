package ai.fourminds.rds.cli.export;

import ai.fourminds.rds.cli.export.file.Compression;
import ai.fourminds.rds.cli.export.file.FileNames;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be exported, with file names that tell its compression. Immutable.
 *
 * @param compression how files are packed
 */
public record ExportTasks(Compression compression) {

    /** One task per table, in their order. */
    public List<ExportTask> of(List<TableInfo> tables) {
        List<String> files = FileNames.ofPlatform(compression)
                .assign(tables.stream().map(table -> table.name().qualified()).toList());
        List<ExportTask> tasks = new ArrayList<>(tables.size());
        for (int at = 0; at < tables.size(); at++) {
            TableInfo table = tables.get(at);
            tasks.add(new ExportTask(
                    table.name().qualified(),
                    new ExportSource.OfTable(table.name()),
                    files.get(at),
                    table.estimatedRows()));
        }
        return tasks;
    }

    /** The task of a query, whose file has the name given. */
    public ExportTask ofQuery(String name, String sql) {
        String file = FileNames.ofPlatform(compression).assign(List.of(name)).get(0);
        return new ExportTask(name, new ExportSource.OfQuery(sql), file, null);
    }
}
