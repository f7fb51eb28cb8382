/** Moves rows from COPY to an export's output, through one connection or several that share a snapshot. */
@NullMarked
package ai.fourminds.rds.postgresql.copy;

import org.jspecify.annotations.NullMarked;
