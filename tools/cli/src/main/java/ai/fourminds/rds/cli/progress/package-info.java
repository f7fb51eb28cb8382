/** How far an export has come, on a terminal and elsewhere. */
@NullMarked
package ai.fourminds.rds.cli.progress;

import org.jspecify.annotations.NullMarked;
