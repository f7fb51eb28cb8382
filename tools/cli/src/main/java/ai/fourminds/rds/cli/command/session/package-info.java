/** What a command is, and what every command has at hand. */
@NullMarked
package ai.fourminds.rds.cli.command.session;

import org.jspecify.annotations.NullMarked;
