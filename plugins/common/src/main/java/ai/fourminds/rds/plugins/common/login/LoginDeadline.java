package ai.fourminds.rds.plugins.common.login;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The instant by which TCP, TLS and login together must be done; lifted once they are. Thread-safe.
 */
public final class LoginDeadline {

    private final Duration span;
    private final long startNanos;
    private volatile boolean lifted;

    private LoginDeadline(Duration span, long startNanos) {
        this.span = span;
        this.startNanos = startNanos;
    }

    /** A deadline that begins to run now. */
    public static LoginDeadline in(Duration span) {
        return new LoginDeadline(span, System.nanoTime());
    }

    /** This deadline while it runs; one as long that begins now, once it is lifted. */
    LoginDeadline orAnew() {
        return lifted ? in(span) : this;
    }

    /**
     * What is left, in milliseconds as sockets take them; at least 1.
     *
     * @throws SocketTimeoutException when nothing is left
     */
    int remainingMillis() throws SocketTimeoutException {
        return clamp(remaining().toMillis());
    }

    /**
     * What is left.
     *
     * @throws SocketTimeoutException when nothing is left
     */
    public Duration remaining() throws SocketTimeoutException {
        Duration left = left();
        if (left.isNegative() || left.isZero()) {
            throw new SocketTimeoutException("no login within " + span.toMillis() + " ms");
        }
        return left;
    }

    /** Ends the deadline: the login is done. */
    public void lift() {
        lifted = true;
    }

    /** Whether the login is done. */
    public boolean isLifted() {
        return lifted;
    }

    /** Whether the login is late. */
    boolean isPast() {
        // Sockets count in whole milliseconds, and may be early by one.
        return !lifted && left().toMillis() <= 1;
    }

    private Duration left() {
        return span.minusNanos(System.nanoTime() - startNanos);
    }

    private static int clamp(long millis) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, millis));
    }
}
