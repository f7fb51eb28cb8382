/** Writes rows as CSV and Parquet files, fills the target folder, and writes the manifest. */
@NullMarked
package ai.fourminds.rds.spark.write;

import org.jspecify.annotations.NullMarked;
