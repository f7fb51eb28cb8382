package ai.fourminds.rds.local;

import ai.fourminds.rds.local.aws.Disturbances;
import ai.fourminds.rds.local.fleet.DbInstance;
import ai.fourminds.rds.local.fleet.Endpoint;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Switches that make the local cloud misbehave on demand. Thread-safe. */
public final class Faults {
    private final AtomicInteger throttles = new AtomicInteger();
    private final Queue<Integer> failures = new ConcurrentLinkedQueue<>();
    private final Map<String, String> statuses = new ConcurrentHashMap<>();
    private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();
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

    /** From now on RDS says that the instance is in another state, such as {@code stopped}. */
    public Faults status(String identifier, String status) {
        statuses.put(identifier, status);
        return this;
    }

    /** From now on RDS says that the instance is at another endpoint. Nothing listens elsewhere because of it. */
    public Faults endpoint(String identifier, String host, int port) {
        endpoints.put(identifier, new Endpoint(host, port));
        return this;
    }

    /** All is well again. */
    public Faults clear() {
        failures.clear();
        statuses.clear();
        endpoints.clear();
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

            @Override
            public DbInstance today(DbInstance usual) {
                String status = statuses.get(usual.identifier());
                Endpoint endpoint = endpoints.get(usual.identifier());
                DbInstance inState = status == null ? usual : usual.in(status);
                return endpoint == null ? inState : inState.at(endpoint);
            }
        };
    }
}
