/** What a job exports: the request, the chosen tables, their folders' names, and the server that all tasks read. */
@NullMarked
package ai.fourminds.rds.spark.selection;

import org.jspecify.annotations.NullMarked;
