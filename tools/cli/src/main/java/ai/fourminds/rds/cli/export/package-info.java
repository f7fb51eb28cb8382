/** A database's tables as CSV files with a manifest, whatever the engine: file names, clocks, workers, atomic files. */
@NullMarked
package ai.fourminds.rds.cli.export;

import org.jspecify.annotations.NullMarked;
