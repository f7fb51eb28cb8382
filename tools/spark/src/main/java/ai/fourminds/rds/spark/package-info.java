/** Apache Spark over Fourminds RDS: reading with Spark's own dialects, and whole databases to any Hadoop file system. */
@NullMarked
package ai.fourminds.rds.spark;

import org.jspecify.annotations.NullMarked;
