package ai.fourminds.rds.cli.command.session;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * Waits for Ctrl-C or SIGTERM. Resources that are closed before this one are closed before the JVM ends. Thread-safe.
 */
public final class UntilInterrupted implements AutoCloseable {
    private final CountDownLatch asked;
    private final Interruption interruption;

    public UntilInterrupted() {
        this(new CountDownLatch(1));
    }

    /** Creates one with a latch that others may open, too. */
    UntilInterrupted(CountDownLatch asked) {
        this.asked = asked;
        this.interruption = Interruption.running(asked::countDown);
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
        if (asked.getCount() == 0) {
            servers.close();
        }
        check();
        return servers;
    }

    /** Throws if the interruption has happened. */
    public void check() throws CommandFailure {
        if (asked.getCount() == 0) {
            throw new CommandFailure(new Fault(ExitCode.INTERRUPTED, "interrupted", null, "Interrupted.", "", ""));
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
        interruption.close();
    }
}
