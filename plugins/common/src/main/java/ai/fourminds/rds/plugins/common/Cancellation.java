package ai.fourminds.rds.plugins.common;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The cancelling of a channel's exports, one export after the other. Servers forget a cancel request that finds no statement
 * running; here it holds for its export: no statement begins after it, and it is sent again while one may have been on its way.
 * Thread-safe.
 */
public final class Cancellation {

    /** Asks the server to end the statement that it runs now. */
    @FunctionalInterface
    public interface Request {
        /** Returns once the server has been asked. */
        void send() throws SQLException;
    }

    private enum Stage {
        IDLE,
        /** Nothing runs on the server yet. */
        OPENING,
        /** A statement runs, or the next one will soon. */
        ASKING,
        /** The statement that exports runs. */
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
     * @param sqlState what the server says of a cancelled statement
     * @param errorCode the same by its number
     */
    public Cancellation(Request request, String sqlState, int errorCode) {
        this.request = request;
        this.sqlState = sqlState;
        this.errorCode = errorCode;
    }

    /** An export begins; a cancel from now on is its own. */
    public void open() {
        move(Stage.OPENING);
    }

    /**
     * Before the first statement that may be cancelled, and again before the one that exports.
     *
     * @throws SQLException if the export has been cancelled
     */
    public void beforeStatement() throws SQLException {
        if (move(Stage.ASKING)) {
            throw cancelled();
        }
    }

    /**
     * After the server's first answer to the statement that exports.
     *
     * @throws SQLException if the export has been cancelled; the statement may run still, for the caller to end
     */
    public void answered() throws SQLException {
        if (move(Stage.ANSWERED)) {
            throw cancelled();
        }
    }

    /** Waits for a request under way, so that it cannot reach the statement after the one it was meant for. */
    public void close() {
        move(Stage.IDLE);
    }

    /** Ends the export that runs; without effect when none does. May take a second where the server does not obey. */
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
            // The request stays in force; only its repetition is given up.
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the statement without a cancel: its rows are not wanted any more. */
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

    /** Whether the export has been cancelled. */
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
