package ai.fourminds.rds.internal.calls;

import ai.fourminds.rds.internal.failure.CallFailures;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs a call that may hang in its own daemon thread, which ends with the call. The caller stops waiting at the
 * deadline, or at once when interrupted. The separate thread also keeps the thread-locals of the SDK's XML parser out
 * of pool threads, where they would keep our class loader alive. Stateless.
 */
public final class CallThread {

    /** The call to run. */
    @FunctionalInterface
    public interface Call<T> {
        T call() throws SQLException;
    }

    private CallThread() {}

    /**
     * Returns or throws what the call returns or throws.
     *
     * @param late makes the failure if the deadline passes first
     * @param unwanted receives a result that arrives after the caller has stopped waiting
     */
    public static <T> T run(Call<T> call, Deadline deadline, Supplier<SQLException> late, Consumer<T> unwanted)
            throws SQLException {
        // A native driver may load classes through its caller's context class loader.
        CompletableFuture<T> result =
                start(call, unwanted, Thread.currentThread().getContextClassLoader());
        try {
            return await(result, deadline, late);
        } finally {
            result.cancel(false);
        }
    }

    /** Starts a call that may outlive the calling thread, and so inherits neither its locals nor its class loader. */
    static <T> CompletableFuture<T> start(Call<T> call) {
        return start(call, late -> {}, CallThread.class.getClassLoader());
    }

    private static <T> CompletableFuture<T> start(Call<T> call, Consumer<T> unwanted, ClassLoader classes) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> complete(result, call, unwanted), "fourminds-rds-call", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(classes);
        thread.start();
        return result;
    }

    private static <T> void complete(CompletableFuture<T> result, Call<T> call, Consumer<T> unwanted) {
        try {
            T value = call.call();
            if (!result.complete(value)) {
                unwanted.accept(value);
            }
        } catch (Throwable failure) {
            result.completeExceptionally(failure);
        }
    }

    /** Waits for the result of a call that other callers may share. */
    static <T> T await(CompletableFuture<T> result, Deadline deadline, Supplier<SQLException> late)
            throws SQLException {
        try {
            return result.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw CallFailures.seenHere(failed.getCause());
        } catch (TimeoutException passed) {
            throw late.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw CallFailures.interrupted(stop);
        }
    }
}
