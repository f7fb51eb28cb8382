/** The command line's public door. */
@NullMarked
package ai.fourminds.rds.cli;

import org.jspecify.annotations.NullMarked;
