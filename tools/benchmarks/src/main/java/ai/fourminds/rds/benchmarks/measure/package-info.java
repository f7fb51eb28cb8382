/** Runs contenders alternately and measures their resources. */
@NullMarked
package ai.fourminds.rds.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
