package ai.fourminds.rds.internal.aws;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Runs one call of the SDK in a thread that ends with it. The SDK's parser of XML leaves the stream that it read in a
 * thread-local, and with it our class loader, which in a thread of a pool would stay for good. Stateless.
 */
public final class CallThread {

    private CallThread() {}

    /** What the call returns or throws; it is interrupted when the caller is, and always waited for. */
    public static <T> T run(Supplier<T> call) {
        FutureTask<T> task = new FutureTask<>(call::get);
        Thread thread = new Thread(task, "fourminds-rds-aws-call");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException stop) {
                    interrupted = true;
                    thread.interrupt();
                } catch (ExecutionException failed) {
                    throw rethrown(failed);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrown(ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failed);
    }
}
