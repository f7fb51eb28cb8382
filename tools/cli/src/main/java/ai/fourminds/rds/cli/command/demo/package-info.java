/** The commands that start a local RDS: {@code demo} and {@code local}. */
@NullMarked
package ai.fourminds.rds.cli.command.demo;

import org.jspecify.annotations.NullMarked;
