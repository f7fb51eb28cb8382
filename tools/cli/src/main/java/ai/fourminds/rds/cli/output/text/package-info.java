/**
 * Text for people and programs: columns, widths, CSV, quantities, words as a shell quotes them. Writes nothing itself.
 */
@NullMarked
package ai.fourminds.rds.cli.output.text;

import org.jspecify.annotations.NullMarked;
