package ai.fourminds.rds.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What has to be undone, last first and once, however many ask for it. Thread-safe. */
final class Closings implements AutoCloseable {
    private final Deque<Step> steps = new ArrayDeque<>();

    /** Something to undo. */
    interface Step {
        void undo() throws IOException;
    }

    synchronized void add(Step step) {
        steps.push(step);
    }

    /** Undoes everything, even where some of it fails, and then reports the failures. */
    @Override
    public synchronized void close() {
        @Nullable UncheckedIOException failure = null;
        while (!steps.isEmpty()) {
            try {
                steps.pop().undo();
            } catch (IOException e) {
                UncheckedIOException previous = failure;
                failure = new UncheckedIOException("the local RDS does not end cleanly", e);
                if (previous != null) {
                    failure.addSuppressed(previous);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
