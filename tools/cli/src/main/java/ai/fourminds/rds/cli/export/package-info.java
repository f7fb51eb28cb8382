/**
 * Exports a database's tables to files with a manifest, for every engine. This package has the options, the listener and
 * the conversion to JSON lines; {@code run} exports, {@code folder} writes.
 */
@NullMarked
package ai.fourminds.rds.cli.export;

import org.jspecify.annotations.NullMarked;
