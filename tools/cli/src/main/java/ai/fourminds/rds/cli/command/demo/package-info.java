/** The commands that start a local stand-in for RDS: the demo, and the one that keeps it running. */
@NullMarked
package ai.fourminds.rds.cli.command.demo;

import org.jspecify.annotations.NullMarked;
