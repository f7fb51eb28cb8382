/** The commands for shell completion and manual pages. */
@NullMarked
package ai.fourminds.rds.cli.command.help;

import org.jspecify.annotations.NullMarked;
