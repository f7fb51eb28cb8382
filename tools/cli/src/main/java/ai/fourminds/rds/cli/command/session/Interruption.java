package ai.fourminds.rds.cli.command.session;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * While open, waits for Ctrl-C or SIGTERM and runs an action then; the JVM waits for {@link #close}, so that the main
 * thread can clean up: resources that are closed before this one are closed before the JVM ends. Thread-safe.
 */
public final class Interruption implements AutoCloseable {
    private static final Duration WAIT_LIMIT = Duration.ofSeconds(25);

    private final CountDownLatch asked;
    private final CountDownLatch tidy = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "interruption");
    private @Nullable Runnable action;

    /** Makes the JVM wait from now on; {@link #runs} sets the action. */
    public Interruption() {
        this(new CountDownLatch(1));
    }

    /** Creates one with a latch that others may open, too. */
    Interruption(CountDownLatch asked) {
        this.asked = asked;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Sets the action. Runs it at once if the interruption has happened already. */
    public void runs(Runnable whenInterrupted) {
        boolean late;
        synchronized (this) {
            action = whenInterrupted;
            late = happened();
        }
        if (late) {
            whenInterrupted.run();
        }
    }

    /** Whether Ctrl-C or SIGTERM was received. */
    public boolean happened() {
        return asked.getCount() == 0;
    }

    @FunctionalInterface
    public interface Start<T> {
        T servers() throws IOException, CommandFailure;
    }

    /** Starts servers. Hides failures after the interruption: they come from the servers' own end. */
    public <T extends Closeable> T started(Start<T> start) throws IOException, CommandFailure {
        T servers;
        try {
            servers = start.servers();
        } catch (IOException | CommandFailure e) {
            check();
            throw e;
        }
        if (happened()) {
            servers.close();
        }
        check();
        return servers;
    }

    /** Throws if the interruption has happened. */
    public void check() throws CommandFailure {
        if (happened()) {
            throw new CommandFailure(new Fault(ExitCode.INTERRUPTED, "interrupted", "Interrupted.", "", ""));
        }
    }

    public void await() {
        try {
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        tidy.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down and runs the hook.
            happen();
        }
    }

    private synchronized @Nullable Runnable happen() {
        asked.countDown();
        return action;
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
