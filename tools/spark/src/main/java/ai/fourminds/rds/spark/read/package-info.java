/** Cuts tables into tasks by block ranges and primary keys, and shares one snapshot among them. */
@NullMarked
package ai.fourminds.rds.spark.read;

import org.jspecify.annotations.NullMarked;
