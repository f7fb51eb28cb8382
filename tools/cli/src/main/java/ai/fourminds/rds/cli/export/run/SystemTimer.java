package ai.fourminds.rds.cli.export.run;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs actions on daemon threads, by the system's clock. Thread-safe. */
public final class SystemTimer implements Timer, AutoCloseable {
    private final ScheduledThreadPoolExecutor executor;

    /**
     * @param threads how many actions can run at the same time; one that cancels a statement waits for the network
     */
    public SystemTimer(int threads) {
        executor = new ScheduledThreadPoolExecutor(threads, action -> {
            Thread thread = new Thread(action, "export-clock");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Runnable after(Duration delay, Runnable action) {
        ScheduledFuture<?> future = executor.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
