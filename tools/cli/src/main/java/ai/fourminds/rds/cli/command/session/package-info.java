/** The interface of a command, and what all commands use. */
@NullMarked
package ai.fourminds.rds.cli.command.session;

import org.jspecify.annotations.NullMarked;
