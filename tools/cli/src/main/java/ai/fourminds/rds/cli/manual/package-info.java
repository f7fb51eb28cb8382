/** Writes the manual pages from the commands' picocli models. */
@NullMarked
package ai.fourminds.rds.cli.manual;

import org.jspecify.annotations.NullMarked;
