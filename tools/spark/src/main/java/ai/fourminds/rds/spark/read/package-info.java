/** How tables are cut into tasks and read: block ranges and primary keys, and the snapshot that tasks share. */
@NullMarked
package ai.fourminds.rds.spark.read;

import org.jspecify.annotations.NullMarked;
