package ai.fourminds.rds.cli.export.run;

import java.time.Duration;

/** Runs actions later. Thread-safe. */
@FunctionalInterface
public interface Timer {

    /**
     * Runs the action once after the delay, on another thread.
     *
     * @return calls the action off, unless it has begun
     */
    Runnable after(Duration delay, Runnable action);
}
