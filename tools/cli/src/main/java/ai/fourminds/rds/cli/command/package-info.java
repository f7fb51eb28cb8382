/** The commands, one class each, and the options they share. */
@NullMarked
package ai.fourminds.rds.cli.command;

import org.jspecify.annotations.NullMarked;
