/** A terminal's whole screen: keys in, lines out. Knows neither RDS nor commands; nobody else knows JLine. */
@NullMarked
package ai.fourminds.rds.cli.screen;

import org.jspecify.annotations.NullMarked;
