package ai.fourminds.rds.internal.calls;

import java.time.Duration;

/**
 * The instant by which something must have ended. Immutable.
 *
 * @param limit the whole span, for messages
 * @param endNanos the end by {@link System#nanoTime}
 */
public record Deadline(Duration limit, long endNanos) {

    /** A deadline that begins to run now. */
    public static Deadline in(Duration limit) {
        return new Deadline(limit, System.nanoTime() + limit.toNanos());
    }

    /** When it began to run, by {@link System#nanoTime}. */
    long beginNanos() {
        return endNanos - limit.toNanos();
    }

    /** What is left; zero once the deadline has passed. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    /** This deadline, or the one that ends in {@code span} if that is earlier. */
    public Deadline within(Duration span) {
        return span.compareTo(left()) < 0 ? in(span) : this;
    }

    /** The same deadline, {@code span} later. */
    public Deadline plus(Duration span) {
        return new Deadline(limit, endNanos + span.toNanos());
    }
}
