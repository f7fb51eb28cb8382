/** Describes failures as exit codes and text for people and programs. Uses no other package of the command line. */
@NullMarked
package ai.fourminds.rds.cli.failure;

import org.jspecify.annotations.NullMarked;
