/** The commands for the shell's completion and the manual's pages. */
@NullMarked
package ai.fourminds.rds.cli.command.help;

import org.jspecify.annotations.NullMarked;
