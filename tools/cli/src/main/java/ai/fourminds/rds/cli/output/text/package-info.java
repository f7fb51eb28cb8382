/**
 * Formats text for people and programs: columns, widths, CSV, quantities, shell quoting. Writes to no stream of its
 * own.
 */
@NullMarked
package ai.fourminds.rds.cli.output.text;

import org.jspecify.annotations.NullMarked;
