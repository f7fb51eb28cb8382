package ai.fourminds.rds.local;

import ai.fourminds.rds.local.aws.query.SimulatedFaults;
import ai.fourminds.rds.local.fleet.Endpoint;
import ai.fourminds.rds.local.iam.token.Refusal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Makes the local RDS misbehave, until {@link #clear}. Methods for an instance, a cluster or a proxy throw {@link
 * IllegalArgumentException} if the fleet lacks it. Thread-safe.
 */
public final class Faults {
    private static final List<String> DENIABLE = List.of(
            "rds:DescribeDBInstances",
            "rds:DescribeDBClusters",
            "rds:DescribeDBClusterEndpoints",
            "rds:DescribeDBProxies",
            "rds:DescribeDBProxyEndpoints",
            "sts:AssumeRole",
            "rds-db:connect");

    private final SimulatedFaults aws = new SimulatedFaults();
    private final Set<String> wrongCertificates = ConcurrentHashMap.newKeySet();
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final Set<String> stale = ConcurrentHashMap.newKeySet();
    private volatile boolean tokensExpired;
    private volatile Predicate<String> fleet = identifier -> false;
    private volatile Runnable namesChanged = () -> {};

    /** Answers the next {@code requests} to the AWS endpoint with "Rate exceeded". */
    public Faults throttleNext(int requests) {
        aws.throttles().set(requests);
        return this;
    }

    /** Fails the next requests to the AWS endpoint, one per HTTP status. */
    public Faults failNext(int... httpStatuses) {
        IntStream.of(httpStatuses).forEach(aws.failures()::add);
        return this;
    }

    /** Delays every answer of the AWS endpoint by this time. */
    public Faults delay(Duration duration) {
        aws.delay().set(duration.toMillis());
        return this;
    }

    /** Makes RDS report another status of an instance, cluster or proxy, such as {@code stopped}. */
    public Faults status(String identifier, String status) {
        aws.statuses().put(known(identifier), status);
        return this;
    }

    /** Makes RDS report another endpoint of an instance, where nothing listens. */
    public Faults endpoint(String identifier, String host, int port) {
        aws.endpoints().put(known(identifier), new Endpoint(host, port));
        return this;
    }

    /** Makes the AWS endpoint close connections without an answer. */
    public Faults awsDown() {
        aws.down().set(true);
        return this;
    }

    /** Makes all credentials expired for AWS, and tokens signed with them invalid for the databases. */
    public Faults expireCredentials() {
        aws.expired().set(true);
        return this;
    }

    /** Makes all tokens expired for the databases, but not for AWS. Open connections stay open. */
    public Faults expireTokens() {
        tokensExpired = true;
        return this;
    }

    /**
     * Denies these actions to everyone.
     *
     * @throws IllegalArgumentException for actions other than the listings of RDS, {@code sts:AssumeRole} and {@code
     *     rds-db:connect}
     */
    public Faults deny(String... actions) {
        for (String action : actions) {
            if (!DENIABLE.contains(action)) {
                throw new IllegalArgumentException("deny: '" + action + "' is none of " + DENIABLE);
            }
            aws.denied().add(action);
        }
        return this;
    }

    /**
     * Switches off IAM authentication of an instance, cluster or proxy, in RDS and in its gateway. For a cluster's
     * member only RDS reports it, because the cluster's setting decides.
     */
    public Faults iamAuthenticationOff(String identifier) {
        aws.withoutIam().add(known(identifier));
        return this;
    }

    /** Makes the instance present a certificate of the right root for another host to new connections. */
    public Faults wrongCertificate(String identifier) {
        wrongCertificates.add(known(identifier));
        return this;
    }

    /** Makes the instance close new connections at once. Its status in RDS stays the same. */
    public Faults endpointDown(String identifier) {
        down.add(known(identifier));
        return this;
    }

    /**
     * Freezes the host names of the cluster, like stale DNS entries: after a failover the writer's leads to a reader,
     * and the readers' also to the writer.
     */
    public Faults staleEndpoints(String cluster) {
        stale.add(known(cluster));
        return this;
    }

    /** Ends all faults. */
    public Faults clear() {
        boolean renamed = !stale.isEmpty();
        List.of(aws.failures(), aws.denied(), aws.withoutIam(), wrongCertificates, down, stale)
                .forEach(Collection::clear);
        aws.statuses().clear();
        aws.endpoints().clear();
        aws.down().set(false);
        aws.expired().set(false);
        tokensExpired = false;
        if (renamed) {
            namesChanged.run();
        }
        return throttleNext(0).delay(Duration.ZERO);
    }

    /** Sets the identifiers that faults can affect, and what to run after a change of {@link #staleEndpoints}. */
    void opened(Predicate<String> identifiers, Runnable onNamesChanged) {
        fleet = identifiers;
        namesChanged = onNamesChanged;
    }

    boolean hasStaleEndpoints(String cluster) {
        return stale.contains(cluster);
    }

    boolean isDown(String identifier) {
        return down.contains(identifier);
    }

    boolean hasWrongCertificate(String identifier) {
        return wrongCertificates.contains(identifier);
    }

    /** Returns why these faults refuse a valid token for the instance. */
    Optional<Refusal> refusal(String identifier) {
        if (aws.expired().get()) {
            return Optional.of(Refusal.EXPIRED_CREDENTIALS);
        }
        if (tokensExpired) {
            return Optional.of(Refusal.EXPIRED_TOKEN);
        }
        if (aws.withoutIam().contains(identifier)) {
            return Optional.of(Refusal.IAM_AUTHENTICATION_DISABLED);
        }
        return aws.denied().contains("rds-db:connect") ? Optional.of(Refusal.NO_CONNECT_PERMISSION) : Optional.empty();
    }

    private String known(String identifier) {
        if (!fleet.test(identifier)) {
            throw new IllegalArgumentException("'" + identifier + "' is no instance, cluster or proxy of the fleet");
        }
        return identifier;
    }

    SimulatedFaults aws() {
        return aws;
    }
}
