package ai.fourminds.rds.internal.failure;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.failure.RdsFailure;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What becomes of a call that runs in a thread of its own. Stateless. */
public final class CallFailures {

    private CallFailures() {}

    /** The waiting thread was interrupted. */
    public static SQLException interrupted(InterruptedException cause) {
        return DiagnosedException.of(
                FailureCode.INTERRUPTED,
                "The connect was given up: its thread was interrupted.",
                "",
                "Connect again, unless the program is being stopped.",
                cause);
    }

    /** What the network refused; to be read like one of the native driver's failures. */
    public static SQLException unreachable(IOException cause) {
        return new SQLException(cause);
    }

    /** A name system that does not answer in time; to be read like one of the native driver's failures. */
    public static SQLException resolverSilent(String host) {
        String words = host + ": the resolver did not answer in time";
        return new SQLException(words, new UnknownHostException(words));
    }

    /** A connection that was not accepted by the deadline; to be read like one of the native driver's failures. */
    public static SQLException notAccepted() {
        return new SQLException("nobody accepted the connection", new SocketTimeoutException("Connect timed out"));
    }

    /** A server that keeps silent after it accepted the connection; to be read like one of the native driver's failures. */
    public static SQLException serverSilent() {
        return new SQLException("the server does not answer", new SocketTimeoutException("Read timed out"));
    }

    /** A native driver that throws an unchecked exception; to be read like one of its failures. */
    public static SQLException nativeDriverFails(RuntimeException cause) {
        return new SQLException("the native driver fails", cause);
    }

    /**
     * What a call threw in its own thread, to be thrown in the thread that waited for it: a failure of ours gets that thread's stack
     * trace, and each of many who waited an exception of its own.
     */
    public static SQLException seenHere(@Nullable Throwable thrown) {
        if (thrown instanceof RdsFailure diagnosed && thrown instanceof SQLException) {
            return DiagnosedException.again(diagnosed.diagnosis(), thrown);
        }
        if (thrown instanceof SQLException other) {
            return other;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        throw thrown instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(thrown);
    }
}
