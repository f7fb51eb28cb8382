/** What AWS says of the fleet and of the caller, as values. */
@NullMarked
package ai.fourminds.rds.fleet;

import org.jspecify.annotations.NullMarked;
