/** What a job exports: its request, the tables chosen, the names of their folders, the server that all tasks read. */
@NullMarked
package ai.fourminds.rds.spark.selection;

import org.jspecify.annotations.NullMarked;
