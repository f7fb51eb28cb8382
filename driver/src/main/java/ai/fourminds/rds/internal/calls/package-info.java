/** Calls that may hang: deadlines, threads to leave them behind on, and results that many callers share. */
@NullMarked
package ai.fourminds.rds.internal.calls;

import org.jspecify.annotations.NullMarked;
