/**
 * A database's tables as CSV files with a manifest, whatever the engine. Here is what is asked of an export and what it reports;
 * {@code run} does it, in a {@code folder} of {@code file}s.
 */
@NullMarked
package ai.fourminds.rds.cli.export;

import org.jspecify.annotations.NullMarked;
