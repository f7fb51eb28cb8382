package ai.fourminds.rds.plugins.common;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Cancels a channel's exports, one export after the other. Servers ignore a cancel request while no statement runs.
 * Here a cancel stays in force for its export: no statement begins after it, and the request is sent again while a
 * statement may have been on its way. Thread-safe.
 */
public final class Cancellation {

    /** Asks the server to end the statement that runs now. */
    @FunctionalInterface
    public interface Request {
        /** Returns once the request is sent. */
        void send() throws SQLException;
    }

    private enum Stage {
        IDLE,
        /** Nothing runs on the server yet. */
        OPENING,
        /** A statement runs, or the next one will soon. */
        ASKING,
        /** The exporting statement runs, and the server has answered. */
        ANSWERED
    }

    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LAST_PAUSE_MILLIS = 800;

    private final Request request;
    private final String sqlState;
    private final int errorCode;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private Stage stage = Stage.IDLE;
    private boolean cancelled;
    private long exports;

    /**
     * @param sqlState the server's SQLState for a cancelled statement
     * @param errorCode the server's error number for it
     */
    public Cancellation(Request request, String sqlState, int errorCode) {
        this.request = request;
        this.sqlState = sqlState;
        this.errorCode = errorCode;
    }

    /** Begins an export; a cancel from now on ends this one. */
    public void open() {
        move(Stage.OPENING);
    }

    /**
     * Call before the first statement that may be cancelled, and again before the exporting statement.
     *
     * @throws SQLException if the export has been cancelled
     */
    public void beforeStatement() throws SQLException {
        if (move(Stage.ASKING)) {
            throw cancelled();
        }
    }

    /**
     * Call after the server's first response to the exporting statement.
     *
     * @throws SQLException if the export has been cancelled; the statement may still run and the caller must end it
     */
    public void answered() throws SQLException {
        if (move(Stage.ANSWERED)) {
            throw cancelled();
        }
    }

    /** Ends the export. Waits for a request under way, so that it cannot cancel a later statement. */
    public void close() {
        move(Stage.IDLE);
    }

    /** Ends the running export; without effect if none runs. May take a second if the server does not react. */
    public void cancel() throws SQLException {
        lock.lock();
        try {
            if (stage == Stage.IDLE) {
                return;
            }
            cancelled = true;
            if (stage == Stage.ANSWERED) {
                request.send();
            }
            sendUntilItMoves();
        } catch (InterruptedException e) {
            // The cancel stays in force; only its repetition ends.
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the statement without a cancel, because its rows are no longer needed. */
    public void endStatement() throws SQLException {
        request.send();
    }

    private void sendUntilItMoves() throws SQLException, InterruptedException {
        long target = exports;
        long pause = FIRST_PAUSE_MILLIS;
        while (stage == Stage.ASKING && exports == target && pause <= LAST_PAUSE_MILLIS) {
            request.send();
            if (!moved.await(pause, TimeUnit.MILLISECONDS)) {
                pause *= 2;
            }
        }
    }

    /** Returns whether the export has been cancelled. */
    private boolean move(Stage next) {
        lock.lock();
        try {
            if (next == Stage.OPENING) {
                cancelled = false;
                exports++;
            }
            stage = next;
            moved.signalAll();
            return cancelled;
        } finally {
            lock.unlock();
        }
    }

    private SQLException cancelled() {
        return new SQLException("the export was cancelled", sqlState, errorCode);
    }
}
