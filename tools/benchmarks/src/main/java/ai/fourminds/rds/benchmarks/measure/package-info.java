/** How contenders are run by turns, and what one run has cost. */
@NullMarked
package ai.fourminds.rds.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
