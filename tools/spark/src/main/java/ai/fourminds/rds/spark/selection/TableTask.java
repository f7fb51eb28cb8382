package ai.fourminds.rds.spark.selection;

import ai.fourminds.rds.plugin.catalogue.TableInfo;

/**
 * A table, and the folder it goes to.
 *
 * @param folder the folder's name in the export's
 */
public record TableTask(TableInfo info, String folder) {}
