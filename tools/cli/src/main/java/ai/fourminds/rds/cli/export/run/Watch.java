package ai.fourminds.rds.cli.export.run;

import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportProgress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The clock over one statement of one channel: cancels it when its time is up or when told to, and drops the connection
 * when the server does not obey. After {@link #close} it touches the channel no more. Thread-safe.
 */
final class Watch implements AutoCloseable {

    /** Why a statement was ended early. */
    enum Verdict {
        /** It was not. */
        RUNNING,
        /** Its time was up. */
        TIMED_OUT,
        /** The whole export was interrupted. */
        INTERRUPTED
    }

    private final ExportChannel channel;
    private final Timer timer;
    private final Duration grace;
    private final Timer.Alarm limit;
    // A cancel waits for the network; an abort must not wait for that cancel. Hence two locks.
    private final ReentrantLock cancelling = new ReentrantLock();
    private final ReentrantLock state = new ReentrantLock();
    private Verdict verdict = Verdict.RUNNING;
    private volatile Timer.@Nullable Alarm abortAlarm;
    private @Nullable SQLException trouble;
    private boolean over;

    Watch(ExportChannel channel, Timer timer, Duration perTable, Duration grace) {
        this.channel = channel;
        this.timer = timer;
        this.grace = grace;
        this.limit = timer.after(perTable, () -> end(Verdict.TIMED_OUT));
    }

    /** Ends the statement; the first reason given counts. */
    void end(Verdict reason) {
        state.lock();
        try {
            if (over || verdict != Verdict.RUNNING) {
                return;
            }
            verdict = reason;
            abortAlarm = timer.after(grace, this::abort);
        } finally {
            state.unlock();
        }
        cancel();
    }

    /** The same, told to a channel: a cancel that came before the export is repeated once it has begun. */
    ExportProgress over(ExportProgress progress) {
        return new ExportProgress() {
            @Override
            public void begun() {
                progress.begun();
                if (verdict() != Verdict.RUNNING) {
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

    Verdict verdict() {
        state.lock();
        try {
            return verdict;
        } finally {
            state.unlock();
        }
    }

    /** Returns once no cancel is under way, so that the channel's next statement is safe from it. */
    @Override
    public void close() {
        state.lock();
        try {
            over = true;
        } finally {
            state.unlock();
        }
        cancelling.lock();
        try {
            callOffAlarms();
        } finally {
            cancelling.unlock();
        }
    }

    /** What went wrong while ending the statement, as the end of a sentence; empty when nothing did. */
    String trouble() {
        state.lock();
        try {
            return trouble == null
                    ? ""
                    : "; its cancel failed: " + Fault.of(trouble).summary();
        } finally {
            state.unlock();
        }
    }

    private void cancel() {
        cancelling.lock();
        try {
            if (!isOver()) {
                channel.cancel();
            }
        } catch (SQLException e) {
            remember(e);
            abort();
        } finally {
            cancelling.unlock();
        }
    }

    private void abort() {
        state.lock();
        try {
            if (!over) {
                channel.abort();
            }
        } catch (SQLException e) {
            remember(e);
        } finally {
            state.unlock();
        }
    }

    private void callOffAlarms() {
        limit.callOff();
        Timer.Alarm abort = abortAlarm;
        if (abort != null) {
            abort.callOff();
        }
    }

    private boolean isOver() {
        state.lock();
        try {
            return over;
        } finally {
            state.unlock();
        }
    }

    private void remember(SQLException e) {
        state.lock();
        try {
            trouble = e;
        } finally {
            state.unlock();
        }
    }
}
