/** Exports databases to any Hadoop file system; many tasks read each table. */
@NullMarked
package ai.fourminds.rds.spark.export;

import org.jspecify.annotations.NullMarked;
