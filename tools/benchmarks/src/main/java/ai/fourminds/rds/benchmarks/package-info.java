/** Measurements against what users would otherwise use: ratios of medians, in one run, alternating. */
@NullMarked
package ai.fourminds.rds.benchmarks;

import org.jspecify.annotations.NullMarked;
