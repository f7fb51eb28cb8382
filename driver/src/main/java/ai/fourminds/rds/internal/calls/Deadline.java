package ai.fourminds.rds.internal.calls;

import java.time.Duration;

/**
 * The instant by which an operation must have ended. Immutable.
 *
 * @param limit the whole span, for messages
 * @param endNanos the end as a value of {@link System#nanoTime}
 */
public record Deadline(Duration limit, long endNanos) {

    /** Returns a deadline that starts now. */
    public static Deadline in(Duration limit) {
        return new Deadline(limit, System.nanoTime() + limit.toNanos());
    }

    /** Returns when it started, as a value of {@link System#nanoTime}. */
    long beginNanos() {
        return endNanos - limit.toNanos();
    }

    /** Returns the time left; zero once the deadline has passed. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    /** Returns this deadline, or the one that ends in {@code span} if that is earlier. */
    public Deadline within(Duration span) {
        return span.compareTo(left()) < 0 ? in(span) : this;
    }

    /** Returns the same deadline, {@code span} later. */
    public Deadline plus(Duration span) {
        return new Deadline(limit, endNanos + span.toNanos());
    }
}
