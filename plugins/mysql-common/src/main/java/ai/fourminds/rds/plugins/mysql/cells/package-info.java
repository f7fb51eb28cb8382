/** Writes values as cells of a CSV file. */
@NullMarked
package ai.fourminds.rds.plugins.mysql.cells;

import org.jspecify.annotations.NullMarked;
