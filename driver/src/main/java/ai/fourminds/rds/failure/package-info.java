/** What every exception of ours carries besides its message. */
@NullMarked
package ai.fourminds.rds.failure;

import org.jspecify.annotations.NullMarked;
