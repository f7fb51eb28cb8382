/** Browses a database: finds its tables and columns by the names that users type. Commands and the page share it. */
@NullMarked
package ai.fourminds.rds.cli.catalogue;

import org.jspecify.annotations.NullMarked;
