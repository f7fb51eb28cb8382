/** What tells Spark which SQL a URL of Fourminds RDS speaks. */
@NullMarked
package ai.fourminds.rds.spark.dialect;

import org.jspecify.annotations.NullMarked;
