package ai.fourminds.rds.plugins.common.login;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** The instant by which TCP, TLS and login together must be done; lifted after the login. Thread-safe. */
public final class LoginDeadline {

    private final Duration span;
    private final long startNanos;
    private volatile boolean lifted;

    private LoginDeadline(Duration span, long startNanos) {
        this.span = span;
        this.startNanos = startNanos;
    }

    /** Returns a deadline that starts now. */
    public static LoginDeadline in(Duration span) {
        return new LoginDeadline(span, System.nanoTime());
    }

    /** Returns this deadline while it runs; once it is lifted, one of the same length that starts now. */
    LoginDeadline orAnew() {
        return lifted ? in(span) : this;
    }

    /**
     * Returns the time left in milliseconds, as sockets take it; at least 1.
     *
     * @throws SocketTimeoutException if no time is left
     */
    int remainingMillis() throws SocketTimeoutException {
        return clamp(remaining().toMillis());
    }

    /**
     * Returns the time left.
     *
     * @throws SocketTimeoutException if no time is left
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

    /** Returns whether the login is done. */
    public boolean isLifted() {
        return lifted;
    }

    /** Returns whether the login is late. */
    boolean isPast() {
        // Sockets count whole milliseconds, and may be early by one.
        return !lifted && left().toMillis() <= 1;
    }

    private Duration left() {
        return span.minusNanos(System.nanoTime() - startNanos);
    }

    private static int clamp(long millis) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, millis));
    }
}
