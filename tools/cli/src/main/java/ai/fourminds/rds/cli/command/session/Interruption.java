package ai.fourminds.rds.cli.command.session;

import ai.fourminds.rds.cli.failure.ExitCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * While open, runs an action on Ctrl-C or SIGTERM; the JVM then waits for {@link #close}, so that the main thread can
 * clean up. Thread-safe.
 */
public final class Interruption implements AutoCloseable {
    private static final Duration WAIT_LIMIT = Duration.ofSeconds(25);

    private final CountDownLatch tidy = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "interruption");
    private boolean happened;
    private @Nullable Runnable action;

    private Interruption() {}

    /** Makes the JVM wait from now on; {@link #runs} sets the action. */
    public static Interruption awaited() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    public static Interruption running(Runnable whenInterrupted) {
        Interruption interruption = awaited();
        interruption.runs(whenInterrupted);
        return interruption;
    }

    /** Sets the action. Runs it at once if the interruption has happened already. */
    public void runs(Runnable whenInterrupted) {
        if (remember(whenInterrupted)) {
            whenInterrupted.run();
        }
    }

    private synchronized boolean remember(Runnable whenInterrupted) {
        action = whenInterrupted;
        return happened;
    }

    private synchronized @Nullable Runnable happen() {
        happened = true;
        return action;
    }

    /** Whether Ctrl-C or SIGTERM was received. */
    public synchronized boolean happened() {
        return happened;
    }

    @Override
    public void close() {
        tidy.countDown();
        if (!removed()) {
            happen();
        }
    }

    private boolean removed() {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down and runs the hook.
            return false;
        }
    }

    private void interrupted() {
        Runnable known = happen();
        if (known != null) {
            known.run();
        }
        try {
            if (!tidy.await(WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
