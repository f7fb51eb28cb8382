package ai.fourminds.rds.cli.export.run;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs actions later. Thread-safe; close it. */
@FunctionalInterface
public interface Timer extends AutoCloseable {

    /**
     * Runs the action once after the delay, on another thread.
     *
     * @return calls the action off, unless it has begun
     */
    Runnable after(Duration delay, Runnable action);

    @Override
    default void close() {}

    /**
     * Returns a timer that runs actions on daemon threads, by the system's clock.
     *
     * @param threads how many actions can run at the same time; one that cancels a statement waits for the network
     */
    static Timer onThreads(int threads) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(threads, action -> {
            Thread thread = new Thread(action, "export-clock");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return new Timer() {
            @Override
            public Runnable after(Duration delay, Runnable action) {
                ScheduledFuture<?> future = executor.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
                return () -> future.cancel(false);
            }

            @Override
            public void close() {
                executor.shutdownNow();
            }
        };
    }
}
