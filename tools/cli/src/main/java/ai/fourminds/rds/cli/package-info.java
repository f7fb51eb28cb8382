/** The command line's entry point. */
@NullMarked
package ai.fourminds.rds.cli;

import org.jspecify.annotations.NullMarked;
