package ai.fourminds.rds.spark.selection;

import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.export.TableSubset;

/**
 * A table, and the folder it goes to.
 *
 * @param folder the folder's name in the export's
 */
public record TableTask(TableInfo info, String folder) {

    public ExportTask export() {
        return ExportTask.of(info, TableSubset.ALL, folder);
    }
}
