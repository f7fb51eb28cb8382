/** Spark SQL dialects for the URLs of Fourminds RDS. */
@NullMarked
package ai.fourminds.rds.spark.dialect;

import org.jspecify.annotations.NullMarked;
