/** The commands that start the wizard on the screen and the page in the browser. */
@NullMarked
package ai.fourminds.rds.cli.command.interactive;

import org.jspecify.annotations.NullMarked;
