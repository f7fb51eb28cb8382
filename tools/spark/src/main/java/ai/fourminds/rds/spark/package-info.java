/** Apache Spark over Fourminds RDS: reads with Spark's dialects, and exports databases to any Hadoop file system. */
@NullMarked
package ai.fourminds.rds.spark;

import org.jspecify.annotations.NullMarked;
