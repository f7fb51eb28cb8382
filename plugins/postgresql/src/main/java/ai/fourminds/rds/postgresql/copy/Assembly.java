package ai.fourminds.rds.postgresql.copy;

import ai.fourminds.rds.plugins.common.csv.CsvOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The ranges of one table, read at the same time and written in their order. What is read ahead is bounded: a few ranges,
 * and of each a few megabytes. One thread writes, any number read; thread-safe.
 */
final class Assembly {

    private static final int PIECES_AHEAD = 48;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final BlockRanges ranges;
    private final Deque<TablePart> open = new ArrayDeque<>();
    private final Deque<ByteBuffer> unused = new ArrayDeque<>();
    private long next;
    private int readers = 1;
    private @Nullable Throwable failure;

    Assembly(BlockRanges ranges) {
        this.ranges = ranges;
    }

    /** Whether ranges wait for a reader. */
    boolean hasMore() {
        lock.lock();
        try {
            return failure == null && next < ranges.count();
        } finally {
            lock.unlock();
        }
    }

    /** One more thread reads. */
    void join() {
        lock.lock();
        try {
            readers++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            readers--;
        } finally {
            lock.unlock();
        }
    }

    /** The next range to be read, once few enough are open; empty when there is none, or all has been stopped. */
    Optional<TablePart> next() {
        lock.lock();
        try {
            while (failure == null && next < ranges.count() && open.size() > readers) {
                changed.awaitUninterruptibly();
            }
            if (failure != null || next == ranges.count()) {
                return Optional.empty();
            }
            TablePart part = new TablePart(this, ranges.get(next++));
            open.addLast(part);
            return Optional.of(part);
        } finally {
            lock.unlock();
        }
    }

    /** Ends it all; the first failure counts. */
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

    /** Writes everything in order. Throws what a reader failed with. */
    void writeTo(CsvOutput out) throws SQLException, IOException {
        for (Optional<TablePart.Piece> piece = take(); piece.isPresent(); piece = take()) {
            ByteBuffer bytes = piece.get().bytes();
            out.pass(bytes, piece.get().rows());
            recycle(bytes);
        }
    }

    /** Waits while the part is far enough ahead. */
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

    /** Memory for one piece. */
    ByteBuffer memory() {
        lock.lock();
        try {
            ByteBuffer used = unused.pollLast();
            return used == null ? ByteBuffer.allocate(TablePart.PIECE) : used.clear();
        } finally {
            lock.unlock();
        }
    }

    private void recycle(ByteBuffer bytes) {
        lock.lock();
        try {
            unused.addLast(bytes);
        } finally {
            lock.unlock();
        }
    }

    /** The next piece in order; empty when all is written. */
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
