package ai.fourminds.rds.plugins.common;

import java.sql.SQLException;

/** Ends what a failure has left open. Stateless and thread-safe. */
public final class Cleanup {

    /** One step of a cleanup. */
    @FunctionalInterface
    public interface Step {
        /** Runs the step. */
        void run() throws SQLException;
    }

    private Cleanup() {}

    /** Runs a step after a failure; a failure of the step, often a consequence of the first, is suppressed. */
    public static void after(Throwable failure, Step step) {
        try {
            step.run();
        } catch (SQLException | RuntimeException secondary) {
            failure.addSuppressed(secondary);
        }
    }
}
