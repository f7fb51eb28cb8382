/** The commands that list instances, databases and tables, and show a table's first rows. */
@NullMarked
package ai.fourminds.rds.cli.command.database;

import org.jspecify.annotations.NullMarked;
