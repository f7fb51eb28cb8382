/** Calls that may hang: deadlines, threads that can be abandoned, and results that callers share. */
@NullMarked
package ai.fourminds.rds.internal.calls;

import org.jspecify.annotations.NullMarked;
