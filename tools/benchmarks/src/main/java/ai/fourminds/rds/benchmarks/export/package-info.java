/** Benchmarks of exports against the engines' own clients. */
@NullMarked
package ai.fourminds.rds.benchmarks.export;

import org.jspecify.annotations.NullMarked;
