package ai.fourminds.rds.local.aws.query;

import ai.fourminds.rds.local.fleet.DbCluster;
import ai.fourminds.rds.local.fleet.DbInstance;
import ai.fourminds.rds.local.fleet.DbProxy;
import ai.fourminds.rds.local.fleet.Endpoint;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The faults that the endpoint simulates; it looks before each answer. Thread-safe; its parts can change at any time.
 *
 * @param throttles how many requests to throttle
 * @param failures the HTTP statuses of the next requests
 * @param delay the delay of every answer, in milliseconds
 * @param down whether the endpoint closes connections without an answer
 * @param expired whether all credentials count as expired
 * @param statuses by identifier
 * @param endpoints by identifier
 * @param denied actions, such as {@code sts:AssumeRole}
 * @param withoutIam identifiers
 */
public record SimulatedFaults(
        AtomicInteger throttles,
        Queue<Integer> failures,
        AtomicLong delay,
        AtomicBoolean down,
        AtomicBoolean expired,
        Map<String, String> statuses,
        Map<String, Endpoint> endpoints,
        Set<String> denied,
        Set<String> withoutIam) {
    /** Simulates nothing. */
    public SimulatedFaults() {
        this(
                new AtomicInteger(),
                new ConcurrentLinkedQueue<>(),
                new AtomicLong(),
                new AtomicBoolean(),
                new AtomicBoolean(),
                new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>(),
                ConcurrentHashMap.newKeySet(),
                ConcurrentHashMap.newKeySet());
    }

    /** Whether to throttle this request. Each call uses up one. */
    public boolean throttle() {
        return throttles.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    /** Returns the HTTP status to fail this request with. Each call uses up one. */
    public Optional<Integer> failure() {
        return Optional.ofNullable(failures.poll());
    }

    /** Returns the current description of an instance. */
    public DbInstance today(DbInstance usual) {
        String id = usual.identifier();
        Endpoint other = endpoints.get(id);
        boolean off = withoutIam.contains(id)
                || usual.cluster().filter(withoutIam::contains).isPresent();
        return usual.as(
                statuses.getOrDefault(id, usual.status()),
                other == null ? usual.endpointOrNull() : other,
                usual.iamAuthentication() && !off);
    }

    public DbCluster today(DbCluster usual) {
        String id = usual.identifier();
        return usual.as(
                statuses.getOrDefault(id, usual.status()), usual.iamAuthentication() && !withoutIam.contains(id));
    }

    public DbProxy today(DbProxy usual) {
        String name = usual.name();
        return usual.as(
                statuses.getOrDefault(name, usual.status()), usual.iamAuthentication() && !withoutIam.contains(name));
    }
}
