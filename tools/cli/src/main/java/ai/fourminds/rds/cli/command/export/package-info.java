/** The commands that export to files, to standard output and with Apache Spark. */
@NullMarked
package ai.fourminds.rds.cli.command.export;

import org.jspecify.annotations.NullMarked;
