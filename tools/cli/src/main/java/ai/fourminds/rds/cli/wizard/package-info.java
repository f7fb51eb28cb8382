/** The walk from a fleet to the tables that an export is to write, step by step on a screen. */
@NullMarked
package ai.fourminds.rds.cli.wizard;

import org.jspecify.annotations.NullMarked;
