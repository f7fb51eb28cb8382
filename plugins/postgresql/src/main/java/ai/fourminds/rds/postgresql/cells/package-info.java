/** Writes values as cells of a CSV file, from the binary form in which the server sends them. */
@NullMarked
package ai.fourminds.rds.postgresql.cells;

import org.jspecify.annotations.NullMarked;
