package ai.fourminds.rds.cli.export.run;

import java.time.Duration;

/** Runs actions later. Thread-safe. */
@FunctionalInterface
public interface Timer {

    /** Runs the action once after the delay, on another thread, unless called off before. */
    Alarm after(Duration delay, Runnable action);

    /** An action that waits for its time. */
    @FunctionalInterface
    interface Alarm {
        /** Forgets it, if it has not begun. */
        void callOff();
    }
}
