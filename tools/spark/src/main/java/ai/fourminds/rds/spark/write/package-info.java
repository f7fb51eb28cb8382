/** How rows become files: CSV and Parquet, the target folder, the manifest. */
@NullMarked
package ai.fourminds.rds.spark.write;

import org.jspecify.annotations.NullMarked;
