package ai.fourminds.rds.spark.selection;

import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.export.TableSubset;

/**
 * A table and its folder.
 *
 * @param folder the name of the table's folder in the export's folder
 */
public record TableTask(TableInfo info, String folder) {

    public ExportTask export() {
        return ExportTask.of(info, TableSubset.ALL, folder);
    }
}
