/**
 * The commands. {@link ai.fourminds.rds.cli.command.CommandShell} reads the arguments and runs one of them; each group of commands
 * has a package of its own, and {@code session} is what all of them use.
 */
@NullMarked
package ai.fourminds.rds.cli.command;

import org.jspecify.annotations.NullMarked;
