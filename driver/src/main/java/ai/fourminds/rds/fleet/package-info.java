/** Instances, clusters and the caller's identity as AWS describes them, as values. */
@NullMarked
package ai.fourminds.rds.fleet;

import org.jspecify.annotations.NullMarked;
