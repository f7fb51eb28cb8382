/** The driver's settings as options, and the commands that save, list, show and remove connections. */
@NullMarked
package ai.fourminds.rds.cli.command.connection;

import org.jspecify.annotations.NullMarked;
