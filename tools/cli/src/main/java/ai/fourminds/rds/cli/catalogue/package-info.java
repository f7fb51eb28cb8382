/** A database that is looked into, and what people call its tables, columns and rows. Commands and the page share it. */
@NullMarked
package ai.fourminds.rds.cli.catalogue;

import org.jspecify.annotations.NullMarked;
