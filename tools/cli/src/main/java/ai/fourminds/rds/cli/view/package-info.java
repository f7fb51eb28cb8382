/** Prints instances, databases and tables for people and programs, and filters them. */
@NullMarked
package ai.fourminds.rds.cli.view;

import org.jspecify.annotations.NullMarked;
