package ai.fourminds.rds.cli.command;

import java.util.concurrent.CountDownLatch;

/** Waits for Ctrl-C or SIGTERM; whatever is closed before this is closed before the JVM ends. Thread-safe. */
final class UntilInterrupted implements AutoCloseable {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Interruption interruption = Interruption.running(asked::countDown);

    void await() {
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
