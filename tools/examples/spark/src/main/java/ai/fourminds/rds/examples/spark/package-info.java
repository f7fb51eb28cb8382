/** Short programs for Apache Spark, to be copied: each takes the URL as its argument. */
@NullMarked
package ai.fourminds.rds.examples.spark;

import org.jspecify.annotations.NullMarked;
