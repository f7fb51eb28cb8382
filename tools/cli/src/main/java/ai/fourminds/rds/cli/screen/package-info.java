/** A terminal's whole screen: reads keys, draws lines. Knows neither RDS nor commands; the only package that uses JLine. */
@NullMarked
package ai.fourminds.rds.cli.screen;

import org.jspecify.annotations.NullMarked;
