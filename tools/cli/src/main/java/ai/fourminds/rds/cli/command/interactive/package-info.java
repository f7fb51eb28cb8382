/** The commands that start the wizard in the terminal and as a web page. */
@NullMarked
package ai.fourminds.rds.cli.command.interactive;

import org.jspecify.annotations.NullMarked;
