package ai.fourminds.rds.local;

import ai.fourminds.rds.local.aws.query.Disturbances;
import ai.fourminds.rds.local.fleet.DbCluster;
import ai.fourminds.rds.local.fleet.DbInstance;
import ai.fourminds.rds.local.fleet.DbProxy;
import ai.fourminds.rds.local.fleet.Endpoint;
import ai.fourminds.rds.local.iam.token.Refusal;
import ai.fourminds.rds.local.network.Names;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Switches that make the local cloud misbehave, until {@link #clear}. Those for an instance, a cluster
 * or a proxy throw {@link IllegalArgumentException} where the fleet has none of that name. Thread-safe.
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

    private final AtomicInteger throttles = new AtomicInteger();
    private final Queue<Integer> failures = new ConcurrentLinkedQueue<>();
    private final Map<String, String> statuses = new ConcurrentHashMap<>();
    private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final Set<String> withoutIam = ConcurrentHashMap.newKeySet();
    private final Set<String> wrongCertificates = ConcurrentHashMap.newKeySet();
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final Set<String> stale = ConcurrentHashMap.newKeySet();
    private final Predicate<String> fleet;
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean awsDown;
    private volatile boolean credentialsExpired;
    private volatile boolean tokensExpired;
    private volatile @Nullable Names names;

    Faults(Predicate<String> fleet) {
        this.fleet = fleet;
    }

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

    /** From now on RDS says that the instance, cluster or proxy is in another state, such as {@code stopped}. */
    public Faults status(String identifier, String status) {
        statuses.put(known(identifier), status);
        return this;
    }

    /** From now on RDS says that the instance is at another endpoint. Nothing listens elsewhere because of it. */
    public Faults endpoint(String identifier, String host, int port) {
        endpoints.put(known(identifier), new Endpoint(host, port));
        return this;
    }

    /** From now on the AWS endpoint closes connections without an answer. */
    public Faults awsDown() {
        awsDown = true;
        return this;
    }

    /** From now on AWS calls all credentials expired, and no token that they sign opens a database. */
    public Faults expireCredentials() {
        credentialsExpired = true;
        return this;
    }

    /** From now on the databases call all tokens expired; AWS notices nothing. Open connections stay open. */
    public Faults expireTokens() {
        tokensExpired = true;
        return this;
    }

    /**
     * From now on no policy allows these actions.
     *
     * @throws IllegalArgumentException for others than the listings of RDS, {@code sts:AssumeRole} and {@code rds-db:connect}
     */
    public Faults deny(String... actions) {
        for (String action : actions) {
            if (!DENIABLE.contains(action)) {
                throw new IllegalArgumentException("deny: '" + action + "' is none of " + DENIABLE);
            }
            denied.add(action);
        }
        return this;
    }

    /**
     * From now on the instance, cluster or proxy has IAM authentication switched off; RDS says so, and its gateway too. Of a
     * cluster's member only RDS says so: what counts is the cluster.
     */
    public Faults iamAuthenticationOff(String identifier) {
        withoutIam.add(known(identifier));
        return this;
    }

    /** From now on the instance shows new connections a certificate of the right root for another host. */
    public Faults wrongCertificate(String identifier) {
        wrongCertificates.add(known(identifier));
        return this;
    }

    /** From now on the instance closes new connections at once; its status in RDS stays the same. */
    public Faults endpointDown(String identifier) {
        down.add(known(identifier));
        return this;
    }

    /**
     * From now on the names of the cluster lead where they lead now, as a stale entry of DNS does: after a failover the
     * writer's to a reader, and the readers' to the writer as well.
     */
    public Faults staleEndpoints(String cluster) {
        stale.add(known(cluster));
        return this;
    }

    /** All is well again. */
    public Faults clear() {
        boolean renamed = !stale.isEmpty();
        List.of(failures, denied, withoutIam, wrongCertificates, down, stale).forEach(Collection::clear);
        statuses.clear();
        endpoints.clear();
        awsDown = false;
        credentialsExpired = false;
        tokensExpired = false;
        if (renamed) {
            namesChanged();
        }
        return throttleNext(0).delay(Duration.ZERO);
    }

    /** From now on {@code changing} is brought up to date where these switches change it. */
    void onNamesChanged(Names changing) {
        names = changing;
    }

    private void namesChanged() {
        Names changing = names;
        if (changing != null) {
            changing.writeUnchecked();
        }
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

    /** Why a good token does not open that instance, if these switches say so. */
    Optional<Refusal> refusal(String identifier) {
        if (credentialsExpired) {
            return Optional.of(Refusal.EXPIRED_CREDENTIALS);
        }
        if (tokensExpired) {
            return Optional.of(Refusal.EXPIRED_TOKEN);
        }
        if (withoutIam.contains(identifier)) {
            return Optional.of(Refusal.IAM_AUTHENTICATION_DISABLED);
        }
        return denied.contains("rds-db:connect") ? Optional.of(Refusal.NO_CONNECT_PERMISSION) : Optional.empty();
    }

    private String known(String identifier) {
        if (!fleet.test(identifier)) {
            throw new IllegalArgumentException("'" + identifier + "' is no instance, cluster or proxy of the fleet");
        }
        return identifier;
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
            public boolean down() {
                return awsDown;
            }

            @Override
            public boolean expired() {
                return credentialsExpired;
            }

            @Override
            public boolean denied(String action) {
                return denied.contains(action);
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
                DbInstance there = endpoint == null ? inState : inState.at(endpoint);
                boolean off = withoutIam.contains(usual.identifier())
                        || usual.cluster().filter(withoutIam::contains).isPresent();
                return off ? there.withoutIamAuthentication() : there;
            }

            @Override
            public DbCluster today(DbCluster usual) {
                DbCluster inState = usual.in(statuses.getOrDefault(usual.identifier(), usual.status()));
                return withoutIam.contains(usual.identifier()) ? inState.withoutIamAuthentication() : inState;
            }

            @Override
            public DbProxy today(DbProxy usual) {
                DbProxy inState = usual.in(statuses.getOrDefault(usual.name(), usual.status()));
                return withoutIam.contains(usual.name()) ? inState.withoutIamAuthentication() : inState;
            }
        };
    }
}
