/**
 * Exports a database's tables as CSV files with a manifest, for every engine. This package has the options and the
 * listener; {@code run} exports, {@code folder} and {@code file} write.
 */
@NullMarked
package ai.fourminds.rds.cli.export;

import org.jspecify.annotations.NullMarked;
