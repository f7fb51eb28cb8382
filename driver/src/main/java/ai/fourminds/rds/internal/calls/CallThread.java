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
 * Runs a call that may hang in a daemon thread of its own, which ends with the call. Who waits for it leaves at the deadline, and at
 * once when interrupted. The thread also keeps what the SDK's XML parser leaves in thread-locals away from the threads of pools,
 * where it would hold our class loader for good. Stateless.
 */
public final class CallThread {

    /** What to run. */
    @FunctionalInterface
    public interface Call<T> {
        /** The result. */
        T call() throws SQLException;
    }

    private CallThread() {}

    /**
     * What the call returns or throws.
     *
     * @param late makes the failure for a deadline that passes first
     * @param unwanted gets a result that comes after the caller has left
     */
    public static <T> T run(Call<T> call, Deadline deadline, Supplier<SQLException> late, Consumer<T> unwanted)
            throws SQLException {
        // A native driver may look for classes as its caller would.
        CompletableFuture<T> result =
                start(call, unwanted, Thread.currentThread().getContextClassLoader());
        try {
            return await(result, deadline, late);
        } finally {
            result.cancel(false);
        }
    }

    /** Starts a call that may outlive the thread that starts it, so it inherits neither thread-locals nor class loader. */
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

    /** The result, for one of perhaps many who wait for it. */
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
