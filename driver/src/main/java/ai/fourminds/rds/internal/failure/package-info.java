/** The failure catalogue: the only place that builds the SQLExceptions of this driver. */
@NullMarked
package ai.fourminds.rds.internal.failure;

import org.jspecify.annotations.NullMarked;
