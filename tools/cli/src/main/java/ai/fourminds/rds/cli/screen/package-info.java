/**
 * Controls a terminal's screen: reads keys, draws lines. Independent of RDS and commands; the only package that uses
 * JLine.
 */
@NullMarked
package ai.fourminds.rds.cli.screen;

import org.jspecify.annotations.NullMarked;
