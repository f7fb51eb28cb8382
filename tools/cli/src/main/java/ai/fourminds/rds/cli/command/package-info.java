/**
 * The commands. {@link ai.fourminds.rds.cli.command.CommandShell} parses the arguments and runs one command. Each group
 * of commands has a package of its own; all of them use {@code session}.
 */
@NullMarked
package ai.fourminds.rds.cli.command;

import org.jspecify.annotations.NullMarked;
