package ai.fourminds.rds.cli.export.run;

import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportProgress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cancels one statement of a channel at its time limit or on interrupt, and aborts the connection if the statement then
 * does not end within the grace period. After {@link #close} it does not use the channel. Thread-safe.
 */
final class Watchdog implements AutoCloseable {
    /** The statement's state. */
    enum State {
        RUNNING,
        TIMED_OUT,
        INTERRUPTED
    }

    private final ExportChannel channel;
    private final Timer timer;
    private final Duration grace;
    private final Runnable callOffLimit;
    // Held during a cancel, which waits for the network. An abort does not take this lock, so it never waits for a
    // cancel.
    private final Object cancelling = new Object();
    private volatile State state = State.RUNNING;
    private volatile @Nullable Runnable callOffAbort;
    private volatile @Nullable SQLException cancelFailure;
    private volatile boolean closed;

    Watchdog(ExportChannel channel, Timer timer, Duration perTable, Duration grace) {
        this.channel = channel;
        this.timer = timer;
        this.grace = grace;
        this.callOffLimit = timer.after(perTable, () -> end(State.TIMED_OUT));
    }

    /** Ends the statement. The first reason counts. */
    void end(State reason) {
        synchronized (this) {
            if (closed || state != State.RUNNING) {
                return;
            }
            state = reason;
            callOffAbort = timer.after(grace, this::abort);
        }
        cancel();
    }

    /** Returns a progress that repeats a cancel that came before the export began. */
    ExportProgress watched(ExportProgress progress) {
        return new ExportProgress() {
            @Override
            public void begun() {
                progress.begun();
                if (state != State.RUNNING) {
                    cancel();
                }
            }

            @Override
            public void columns(List<ExportedColumn> columns) {
                progress.columns(columns);
            }

            @Override
            public void written(long rows, long bytes) {
                progress.written(rows, bytes);
            }
        };
    }

    State state() {
        return state;
    }

    /** Waits until no cancel runs, so that none can hit the channel's next statement. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        synchronized (cancelling) {
            callOffLimit.run();
            Runnable callOff = callOffAbort;
            if (callOff != null) {
                callOff.run();
            }
        }
    }

    /** Returns why the statement could not be cancelled, as the end of a sentence; empty if it could. */
    String cancelFailure() {
        SQLException failure = cancelFailure;
        return failure == null
                ? ""
                : "; its cancel failed: " + Fault.of(failure).summary();
    }

    private void cancel() {
        synchronized (cancelling) {
            if (closed) {
                return;
            }
            try {
                channel.cancel();
            } catch (SQLException e) {
                cancelFailure = e;
                abort();
            }
        }
    }

    private synchronized void abort() {
        if (closed) {
            return;
        }
        try {
            channel.abort();
        } catch (SQLException e) {
            cancelFailure = e;
        }
    }
}
