package ai.fourminds.rds.postgresql.copy;

import ai.fourminds.rds.plugins.common.csv.CsvOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The ranges of one table, read concurrently and written in order. Limits what is read ahead: a few ranges, and a few
 * megabytes of each. One thread writes, any number read; thread-safe.
 */
final class Assembly {

    private static final int PIECES_AHEAD = 48;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final BlockRanges ranges;
    private final Deque<TablePart> open = new ArrayDeque<>();
    private final Deque<ByteBuffer> unused = new ConcurrentLinkedDeque<>();
    private long next;
    private int readers = 1;
    private @Nullable Throwable failure;

    Assembly(BlockRanges ranges) {
        this.ranges = ranges;
    }

    /** Returns whether ranges are left to read. */
    boolean hasMore() {
        lock.lock();
        try {
            return failure == null && next < ranges.count();
        } finally {
            lock.unlock();
        }
    }

    /** Adds reading threads; a negative number removes some. */
    void join(int threads) {
        lock.lock();
        try {
            readers += threads;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the next range to read, once few enough are open; empty if there is none, or after a failure. */
    Optional<TablePart> next() {
        lock.lock();
        try {
            while (failure == null && next < ranges.count() && open.size() > readers) {
                changed.awaitUninterruptibly();
            }
            if (failure != null || next == ranges.count()) {
                return Optional.empty();
            }
            TablePart part = new TablePart(this, ranges.condition(next++));
            open.addLast(part);
            return Optional.of(part);
        } finally {
            lock.unlock();
        }
    }

    /** Stops all threads; the first failure counts. */
    void fail(Throwable cause) {
        lock.lock();
        try {
            if (failure == null) {
                failure = cause;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Writes everything in order. Throws a reader's failure. */
    void writeTo(CsvOutput out) throws SQLException, IOException {
        for (Optional<TablePart.Piece> piece = take(); piece.isPresent(); piece = take()) {
            ByteBuffer bytes = piece.get().bytes();
            out.pass(bytes, piece.get().rows());
            unused.addLast(bytes);
        }
    }

    /** Adds a piece; waits while the part is too far ahead. */
    void put(TablePart part, TablePart.Piece piece) throws IOException {
        lock.lock();
        try {
            while (failure == null && part.pieces().size() >= PIECES_AHEAD) {
                changed.awaitUninterruptibly();
            }
            if (failure != null) {
                throw new IOException("the table's other parts have been stopped");
            }
            part.pieces().addLast(piece);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns a buffer for one piece. */
    ByteBuffer memory() {
        ByteBuffer used = unused.pollLast();
        return used == null ? ByteBuffer.allocate(TablePart.PIECE) : used.clear();
    }

    /** Returns the next piece in order; empty when all is written. */
    private Optional<TablePart.Piece> take() throws SQLException, IOException {
        lock.lock();
        try {
            while (true) {
                rethrow();
                TablePart first = open.peekFirst();
                TablePart.Piece piece = first == null ? null : first.pieces().pollFirst();
                if (piece != null) {
                    if (piece.isLast()) {
                        open.removeFirst();
                    }
                    changed.signalAll();
                    return Optional.of(piece);
                }
                if (first == null && next == ranges.count()) {
                    return Optional.empty();
                }
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void rethrow() throws SQLException, IOException {
        if (failure instanceof SQLException database) {
            throw database;
        }
        if (failure instanceof IOException output) {
            throw output;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw failure instanceof RuntimeException defect ? defect : new IllegalStateException(failure);
        }
    }
}
