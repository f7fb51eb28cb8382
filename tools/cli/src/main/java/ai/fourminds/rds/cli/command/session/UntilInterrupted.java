package ai.fourminds.rds.cli.command.session;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.local.LocalCloud;
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

    /** Starts a local RDS. */
    @FunctionalInterface
    public interface Start {
        LocalCloud cloud() throws IOException, CommandFailure;
    }

    /** Starts the local RDS. Hides failures after the interruption: they come from its servers ending. */
    public LocalCloud started(Start start) throws IOException, CommandFailure {
        LocalCloud cloud;
        try {
            cloud = start.cloud();
        } catch (IOException | CommandFailure e) {
            check();
            throw e;
        }
        if (asked.getCount() == 0) {
            cloud.close();
        }
        check();
        return cloud;
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
