package ai.fourminds.rds.local;

import ai.fourminds.rds.local.aws.Disturbances;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Switches that make the local cloud misbehave on demand. Thread-safe. */
public final class Faults {
    private final AtomicInteger throttles = new AtomicInteger();
    private final Queue<Integer> failures = new ConcurrentLinkedQueue<>();
    private volatile Duration delay = Duration.ZERO;

    Faults() {}

    /** The next {@code requests} to the AWS endpoint are answered "Rate exceeded". */
    public Faults throttleNext(int requests) {
        throttles.set(requests);
        return this;
    }

    /** The next requests to the AWS endpoint, one each, fail with these HTTP statuses. */
    public Faults failNext(int... httpStatuses) {
        IntStream.of(httpStatuses).forEach(failures::add);
        return this;
    }

    /** From now on every answer of the AWS endpoint is held back this long. */
    public Faults delay(Duration duration) {
        delay = duration;
        return this;
    }

    /** All is well again. */
    public Faults clear() {
        failures.clear();
        return throttleNext(0).delay(Duration.ZERO);
    }

    Disturbances disturbances() {
        return new Disturbances() {
            @Override
            public boolean throttle() {
                return throttles.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            }

            @Override
            public OptionalInt failure() {
                Integer status = failures.poll();
                return status == null ? OptionalInt.empty() : OptionalInt.of(status);
            }

            @Override
            public Duration delay() {
                return delay;
            }
        };
    }
}
