/** Calls of AWS APIs: one client per call, and the diagnosis of AWS's errors. */
@NullMarked
package ai.fourminds.rds.internal.aws;

import org.jspecify.annotations.NullMarked;
