/** The wizard on a terminal, which leads from a fleet to an export step by step. */
@NullMarked
package ai.fourminds.rds.cli.wizard;

import org.jspecify.annotations.NullMarked;
