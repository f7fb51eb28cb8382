package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.fleet.CallerIdentity;
import ai.fourminds.rds.fleet.RdsCluster;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.aws.AwsSession;
import ai.fourminds.rds.internal.calls.CallThread;
import ai.fourminds.rds.internal.calls.Deadline;
import ai.fourminds.rds.internal.calls.SharedCalls;
import ai.fourminds.rds.internal.calls.SharedCalls.Answer;
import ai.fourminds.rds.internal.credentials.Identity;
import ai.fourminds.rds.internal.discovery.Lookup;
import ai.fourminds.rds.internal.discovery.LookupRequest;
import ai.fourminds.rds.internal.discovery.RdsCalls;
import ai.fourminds.rds.internal.events.Step;
import ai.fourminds.rds.internal.events.Step.Kind;
import ai.fourminds.rds.internal.failure.AwsFailures;
import ai.fourminds.rds.internal.failure.InstanceFailures;
import ai.fourminds.rds.internal.settings.InstanceReference;
import ai.fourminds.rds.internal.settings.Setting;
import ai.fourminds.rds.internal.settings.Settings;
import ai.fourminds.rds.internal.settings.Spelling;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * AWS as one configuration sees it in one region. Immutable and thread-safe. Every method ends by its deadline; its
 * call goes on for the next caller.
 *
 * @param bound the limit of a look-up outside of a connect
 * @param timeToLive how long a described instance is fresh
 */
public record FleetAccess(SharedState shared, Identity identity, Duration bound, Duration timeToLive) {

    private static final String CALLER = "sts:GetCallerIdentity";
    private static final int NAMES_SUGGESTED = 3;
    // As long as a user takes to fill in a form or to mistype a name.
    private static final Duration LISTED = Duration.ofSeconds(30);

    // Opening a form must neither sign in nor assume a role: each wrong password counts at the user pool.
    private static final Set<String> WITHOUT_SIGN_IN = Set.of("default", "profile", "access-keys");

    /** Determines the region; {@code namedRegion} is the region in an ARN or endpoint, or null. */
    public static FleetAccess of(SharedState shared, Settings settings, @Nullable String namedRegion, Deadline deadline)
            throws SQLException {
        String region = shared.regions().of(settings, namedRegion, deadline);
        String method = settings.required(Setting.AUTH);
        Set<String> names = shared.methods().settingsByName().getOrDefault(method, Set.of());
        Map<String, String> values = settings.named(names);
        URI endpoint = settings.text(Setting.ENDPOINT_URL).map(URI::create).orElse(null);
        return new FleetAccess(
                shared,
                new Identity(method, values, region, endpoint),
                settings.span(Setting.DISCOVERY_TIMEOUT).orElseThrow(),
                settings.span(Setting.DISCOVERY_CACHE_TTL).orElseThrow());
    }

    /** Like the method above, for a look-up outside of a connect; {@code discoveryTimeout} limits it. */
    public static FleetAccess of(SharedState shared, Settings settings, @Nullable String namedRegion)
            throws SQLException {
        Duration bound = settings.span(Setting.DISCOVERY_TIMEOUT).orElseThrow();
        return of(shared, settings, namedRegion, Deadline.in(bound));
    }

    /** Returns the deadline of a look-up that starts now, outside of a connect. */
    public Deadline deadline() {
        return Deadline.in(bound);
    }

    public String region() {
        return identity.region();
    }

    public CallerIdentity caller(Deadline deadline) throws SQLException {
        return listed(
                shared.callers(),
                identity,
                deadline,
                CALLER,
                session -> session.call(CALLER, StsClient.builder(), FleetAccess::callerIdentity));
    }

    private static CallerIdentity callerIdentity(StsClient sts) {
        GetCallerIdentityResponse answer = sts.getCallerIdentity();
        return new CallerIdentity(answer.account(), answer.arn(), answer.userId());
    }

    /** Returns every instance that the caller may see, sorted by identifier. */
    public List<RdsInstance> instances() throws SQLException {
        return listed(
                shared.listings(),
                identity,
                deadline(),
                RdsCalls.INSTANCES,
                shared.lookup().calls()::instances);
    }

    /** Returns every cluster that the caller may see, sorted by identifier. */
    public List<RdsCluster> clusters() throws SQLException {
        Deadline deadline = deadline();
        keys(deadline);
        List<RdsInstance> members = listed(deadline);
        return listed(
                shared.clusters(),
                identity,
                deadline,
                "rds:DescribeDBClusters",
                session -> shared.lookup().clusters(session, members));
    }

    /** Returns every proxy, sorted by name; empty if RDS does not tell. */
    public List<RdsInstance> proxies() throws SQLException {
        Deadline deadline = deadline();
        keys(deadline);
        return CallThread.run(
                () -> withFreshKeys(shared.lookup().calls()::proxies),
                deadline,
                late("rds:DescribeDBProxies", deadline),
                unwanted -> {});
    }

    /** Returns what a form may offer: instances and clusters with a plugin; empty if that needs a sign-in. */
    public List<String> offered(Deadline deadline) throws SQLException {
        if (!WITHOUT_SIGN_IN.contains(identity.method())
                && !shared.credentials().calls().knows(identity)) {
            return List.of();
        }
        return names(listed(deadline).stream().filter(RdsInstance::supported));
    }

    private List<RdsInstance> listed(Deadline deadline) throws SQLException {
        return shared.listings()
                .get(
                        identity,
                        deadline,
                        () -> Answer.of(withFreshKeys(shared.lookup().calls()::instances), LISTED),
                        late(RdsCalls.INSTANCES, deadline));
    }

    private <K, V> V listed(SharedCalls<K, V> cache, K key, Deadline deadline, String action, AwsOperation<V> operation)
            throws SQLException {
        keys(deadline);
        return cache.getFresh(key, deadline, () -> Answer.of(withFreshKeys(operation), LISTED), late(action, deadline));
    }

    /** Returns the identifiers of instances and of their clusters, each once. */
    private static List<String> names(Stream<RdsInstance> instances) {
        return instances
                .flatMap(instance -> Stream.of(instance.id(), instance.cluster()))
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the instance, possibly from the cache. */
    RdsInstance instance(LookupRequest wanted, Deadline deadline) throws SQLException {
        keys(deadline);
        return shared.instances()
                .get(key(wanted), deadline, () -> describe(wanted), late(RdsCalls.INSTANCES, deadline));
    }

    /** Returns the instance as RDS describes it now, or did seconds ago. */
    RdsInstance refreshedInstance(LookupRequest wanted, Deadline deadline) throws SQLException {
        return shared.instances()
                .getFresh(key(wanted), deadline, () -> describe(wanted), late(RdsCalls.INSTANCES, deadline));
    }

    /** Describes, for the log, the identity and where credentials and description would come from now. */
    String words(LookupRequest wanted) {
        return identityWords() + ", credentials " + shared.credentials().calls().source(identity) + ", description "
                + shared.instances().source(key(wanted));
    }

    private String identityWords() {
        return "auth=" + identity.method() + ", region " + identity.region();
    }

    /** Returns the instances of a cluster as they are now, or were seconds ago; the writer first if known. */
    List<RdsInstance> members(String cluster, Deadline deadline) throws SQLException {
        return listed(
                shared.members(),
                new ClusterKey(identity, cluster),
                deadline,
                RdsCalls.INSTANCES,
                session -> shared.lookup().members(session, cluster));
    }

    /** Returns a remark on a target, up to half a minute old; see {@link Lookup#remark}. */
    Optional<String> remark(RdsInstance found, Deadline deadline) throws SQLException {
        return shared.remarks()
                .get(
                        new ClusterKey(identity, found.arn()),
                        deadline,
                        () -> Answer.of(withFreshKeys(session -> shared.lookup().remark(session, found)), LISTED),
                        late("rds:DescribeDBClusters", deadline));
    }

    private InstanceKey key(LookupRequest wanted) {
        return new InstanceKey(identity, wanted, timeToLive);
    }

    /** Keeps the description until it is replaced: in an AWS outage, an endpoint that connects is good enough. */
    private Answer<RdsInstance> describe(LookupRequest wanted) throws SQLException {
        try {
            RdsInstance instance = Step.run(
                    Kind.LOOK_UP,
                    wanted.reference().id(),
                    identityWords(),
                    step -> withFreshKeys(session -> shared.lookup().find(session, wanted)));
            return new Answer<>(instance, timeToLive, Answer.FOREVER);
        } catch (SQLException failure) {
            throw Lookup.isNone(failure) ? notFound(wanted.reference(), failure) : failure;
        }
    }

    private SQLException notFound(InstanceReference reference, SQLException none) {
        String id = reference.id();
        Throwable missing = Objects.requireNonNull(none.getCause());
        try {
            List<RdsInstance> all = listed(deadline());
            List<String> nearest = Spelling.nearest(id, names(all.stream()), NAMES_SUGGESTED);
            return InstanceFailures.otherAccount(
                            reference.account(),
                            id,
                            all.isEmpty() ? "" : all.get(0).arn())
                    .orElseGet(() -> InstanceFailures.notFound(id, region(), nearest, missing));
        } catch (SQLException listingDenied) {
            SQLException failure = InstanceFailures.notFound(id, region(), List.of(), missing);
            failure.addSuppressed(listingDenied);
            return failure;
        }
    }

    /** Returns whether keys without a known expiration, already used, have changed at their source. */
    boolean keysWereReplaced(Deadline deadline) throws SQLException {
        AwsKeys used = keys(deadline);
        return used.expiration() == null && !used.equals(shared.credentials().freshKeys(identity, bound, deadline));
    }

    AwsKeys keys(Deadline deadline) throws SQLException {
        return shared.credentials().keys(identity, bound, deadline);
    }

    /** Retries once with new keys: cached keys may have been replaced at their source before they expired. */
    private <T> T withFreshKeys(AwsOperation<T> operation) throws SQLException {
        try {
            return operation.with(session(keys(deadline())));
        } catch (SQLException failure) {
            if (!AwsFailures.is(failure, FailureCode.CREDENTIALS_EXPIRED)) {
                throw failure;
            }
            return operation.with(session(shared.credentials().freshKeys(identity, bound, deadline())));
        }
    }

    private AwsSession session(AwsKeys keys) {
        return new AwsSession(
                identity.method(), identity.profile(), keys, identity.region(), identity.endpointUrl(), bound);
    }

    private Supplier<SQLException> late(String action, Deadline deadline) {
        return () -> AwsFailures.timedOut(
                action, AwsSession.asked(action, region(), identity.endpointUrl()), deadline.limit(), null);
    }

    /** An operation of an AWS API. */
    @FunctionalInterface
    private interface AwsOperation<T> {
        T with(AwsSession session) throws SQLException;
    }

    /** The cache key of an instance: identities do not share entries. */
    record InstanceKey(Identity identity, LookupRequest wanted, Duration timeToLive) {}

    /** The cache key of a cluster's instances and remarks. */
    record ClusterKey(Identity identity, String cluster) {}
}
