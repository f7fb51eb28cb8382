/** Moves rows from the text protocol to an export's output. */
@NullMarked
package ai.fourminds.rds.plugins.mysql.copy;

import org.jspecify.annotations.NullMarked;
