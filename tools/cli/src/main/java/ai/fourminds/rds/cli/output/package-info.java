/** Writes standard output and standard error: terminals, colours, tables, JSON and CSV. */
@NullMarked
package ai.fourminds.rds.cli.output;

import org.jspecify.annotations.NullMarked;
