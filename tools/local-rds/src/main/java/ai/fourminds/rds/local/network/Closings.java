package ai.fourminds.rds.local.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What has to be undone, at the JVM's end at the latest: last first and once, however many ask for it. Thread-safe. */
public final class Closings implements AutoCloseable {
    private final Deque<Step> steps = new ArrayDeque<>();
    private final Thread hook = new Thread(this::undo, "local-rds-shutdown");

    public Closings() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Something to undo. */
    public interface Step {
        void undo() throws IOException;
    }

    public synchronized void add(Step step) {
        steps.push(step);
    }

    @Override
    public void close() {
        undo();
        forgetHook();
    }

    /** False when the JVM is shutting down and runs the hook anyway: closing twice does no harm. */
    private boolean forgetHook() {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Undoes everything, even where some of it fails, and then reports the failures. */
    private synchronized void undo() {
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
