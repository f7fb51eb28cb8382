/** Exports, against the clients that users would take. */
@NullMarked
package ai.fourminds.rds.benchmarks.export;

import org.jspecify.annotations.NullMarked;
