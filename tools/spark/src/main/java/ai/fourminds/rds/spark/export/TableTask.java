package ai.fourminds.rds.spark.export;

import ai.fourminds.rds.plugin.catalogue.TableInfo;

/**
 * A table, and the folder it goes to.
 *
 * @param folder the folder's name in the export's
 */
record TableTask(TableInfo info, String folder) {}
