/** Benchmarks against the tools that users would use instead: ratios of medians of alternating runs. */
@NullMarked
package ai.fourminds.rds.benchmarks;

import org.jspecify.annotations.NullMarked;
