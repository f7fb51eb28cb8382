package ai.fourminds.rds.internal.failure;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.failure.RdsFailure;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Failures of a call that runs in its own thread. Stateless. */
public final class CallFailures {

    private CallFailures() {}

    public static SQLException interrupted(InterruptedException cause) {
        return DiagnosedException.of(
                FailureCode.INTERRUPTED,
                "The connect was given up: its thread was interrupted.",
                "",
                "Connect again, unless the program is being stopped.",
                cause);
    }

    /** The network refused the connection; diagnosed like a native driver's failure. */
    public static SQLException unreachable(IOException cause) {
        return new SQLException(cause);
    }

    /** The DNS resolver did not answer in time; diagnosed like a native driver's failure. */
    public static SQLException resolverSilent(String host) {
        String words = host + ": the resolver did not answer in time";
        return new SQLException(words, new UnknownHostException(words));
    }

    /** The connection was not accepted by the deadline; diagnosed like a native driver's failure. */
    public static SQLException notAccepted() {
        return new SQLException("nobody accepted the connection", new SocketTimeoutException("Connect timed out"));
    }

    /** The server accepted the connection and then sent nothing; diagnosed like a native driver's failure. */
    public static SQLException serverSilent() {
        return new SQLException("the server does not answer", new SocketTimeoutException("Read timed out"));
    }

    /** A native driver threw an unchecked exception; diagnosed like its other failures. */
    public static SQLException nativeDriverFails(RuntimeException cause) {
        return new SQLException("the native driver fails", cause);
    }

    /**
     * Returns what a call threw in its own thread, for the waiting thread to throw: one of the driver's failures gets
     * the waiting thread's stack trace, and each of several waiting threads gets its own exception.
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
