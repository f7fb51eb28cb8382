package ai.fourminds.rds.cli.export.run;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Real time, on daemon threads. Thread-safe. */
public final class SystemTimer implements Timer, AutoCloseable {
    private final ScheduledThreadPoolExecutor executor;

    /** Runs as many actions at the same time as it has threads; a cancel waits for the network. */
    public SystemTimer(int threads) {
        executor = new ScheduledThreadPoolExecutor(threads, SystemTimer::daemon);
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Alarm after(Duration delay, Runnable action) {
        ScheduledFuture<?> future = executor.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private static Thread daemon(Runnable action) {
        Thread thread = new Thread(action, "export-clock");
        thread.setDaemon(true);
        return thread;
    }
}
