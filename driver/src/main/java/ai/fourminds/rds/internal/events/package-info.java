/** The steps of a connect, for Flight Recorder and the log. */
@NullMarked
package ai.fourminds.rds.internal.events;

import org.jspecify.annotations.NullMarked;
