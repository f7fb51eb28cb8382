package ai.fourminds.rds.local.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Closes resources in reverse order, once, at the JVM's end at the latest. Thread-safe. */
public final class Closings implements AutoCloseable {
    private final Deque<Step> steps = new ArrayDeque<>();
    private final Thread hook = new Thread(this::undo, "local-rds-shutdown");

    public Closings() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

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

    /** Removes the hook. Returns false if the JVM is shutting down and runs it; closing twice does no harm. */
    private boolean forgetHook() {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Runs all steps, even if some fail, and then reports the failures. */
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
