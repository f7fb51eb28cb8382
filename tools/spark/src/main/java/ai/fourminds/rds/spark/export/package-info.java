/** Whole databases to any Hadoop file system, each table read by many tasks. */
@NullMarked
package ai.fourminds.rds.spark.export;

import org.jspecify.annotations.NullMarked;
