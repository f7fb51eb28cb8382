package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.cli.failure.ExitCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While open, Ctrl-C (or SIGTERM) runs an action and the JVM then waits for {@link #close} before it ends, so that the
 * main thread can tidy up. Thread-safe.
 */
final class Interruption implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final CountDownLatch tidy = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean happened;

    private Interruption(Runnable action) {
        this.hook = new Thread(() -> interrupted(action), "interruption");
    }

    static Interruption running(Runnable action) {
        Interruption interruption = new Interruption(action);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Whether the JVM was told to end. */
    boolean happened() {
        return happened;
    }

    @Override
    public void close() {
        tidy.countDown();
        happened |= !removed();
    }

    private boolean removed() {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and runs the hook.
            return false;
        }
    }

    private void interrupted(Runnable action) {
        happened = true;
        action.run();
        try {
            if (!tidy.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
