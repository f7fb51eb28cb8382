package ai.fourminds.rds.internal.discovery;

import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.aws.AwsCall;
import ai.fourminds.rds.internal.aws.AwsSession;
import ai.fourminds.rds.internal.cache.SingleFlightCache;
import ai.fourminds.rds.internal.credentials.Identity;
import ai.fourminds.rds.internal.failure.AwsFailures;
import ai.fourminds.rds.internal.failure.InstanceFailures;
import ai.fourminds.rds.internal.settings.Spelling;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;

/**
 * The instances of RDS {@code DescribeDBInstances}, by identity and identifier. One call for concurrent misses; an entry
 * of up to 15 minutes stands in while AWS is throttling or down. Thread-safe.
 */
public final class InstanceDirectory {

    private static final String ACTION = "rds:DescribeDBInstances";
    private static final Duration LONGEST_STAND_IN = Duration.ofMinutes(15);
    private static final int CAPACITY = 1_000;
    private static final int PAGE = 100;
    private static final int NAMES_SUGGESTED = 3;

    /** The set of supported engines is in no key: it does not change while the class is loaded. */
    private record Key(Identity identity, String id, Duration timeToLive) {}

    private record Known(RdsInstance instance, Duration timeToLive) {}

    private final Clock clock;
    private final Set<String> supportedEngines;
    private final SingleFlightCache<Key, Known> cache;

    /** An empty directory. */
    public InstanceDirectory(Clock clock, Set<String> supportedEngines) {
        this.clock = clock;
        this.supportedEngines = Set.copyOf(supportedEngines);
        this.cache = new SingleFlightCache<>(clock, CAPACITY, new EntryShelf());
    }

    /**
     * One instance, from the cache while it is younger than {@code timeToLive}.
     *
     * @throws SQLException not found (naming the nearest), or whatever AWS answered
     */
    public RdsInstance find(Identity identity, AwsSession session, String id, Duration timeToLive) throws SQLException {
        return cache.get(
                        new Key(identity, id, timeToLive),
                        session.timeout(),
                        () -> new Known(describe(session, id), timeToLive),
                        () -> AwsFailures.timedOut(ACTION, session.region(), session.timeout(), null))
                .instance();
    }

    /** Forgets an instance whose endpoint did not answer. */
    public void forget(Identity identity, String id, Duration timeToLive) {
        cache.forget(new Key(identity, id, timeToLive));
    }

    /** Every instance of the region that the caller may see, sorted by identifier; never cached. */
    public List<RdsInstance> list(AwsSession session) throws SQLException {
        Instant deadline = clock.instant().plus(session.timeout());
        return AwsCall.with(session, ACTION, RdsClient.builder(), client -> {
            List<RdsInstance> instances = new ArrayList<>();
            String marker = null;
            do {
                String from = marker;
                Duration left = Duration.between(clock.instant(), deadline);
                Duration bound = left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
                DescribeDbInstancesResponse page = client.describeDBInstances(request -> request.marker(from)
                        .maxRecords(PAGE)
                        .overrideConfiguration(call -> call.apiCallTimeout(bound)));
                if (!page.hasDbInstances()) {
                    throw new IllegalStateException("the answer has no list of instances");
                }
                for (DBInstance described : page.dbInstances()) {
                    instances.add(DescribedInstance.read(described, session.region(), supportedEngines));
                }
                marker = page.marker();
            } while (marker != null && !marker.isEmpty());
            instances.sort(Comparator.comparing(RdsInstance::id));
            return List.copyOf(instances);
        });
    }

    private RdsInstance describe(AwsSession session, String id) throws SQLException {
        DbInstanceNotFoundException missing;
        try {
            return AwsCall.with(session, ACTION, RdsClient.builder(), client -> {
                List<DBInstance> found = client.describeDBInstances(request -> request.dbInstanceIdentifier(id))
                        .dbInstances();
                if (found.isEmpty()) {
                    throw new IllegalStateException("the answer names no instance");
                }
                return DescribedInstance.read(found.get(0), session.region(), supportedEngines);
            });
        } catch (SQLException failure) {
            if (!(failure.getCause() instanceof DbInstanceNotFoundException notFound)) {
                throw failure;
            }
            missing = notFound;
        }
        throw notFound(session, id, missing);
    }

    private SQLException notFound(AwsSession session, String id, DbInstanceNotFoundException missing) {
        try {
            List<String> ids = list(session).stream().map(RdsInstance::id).toList();
            return InstanceFailures.notFound(id, session.region(), Spelling.nearest(id, ids, NAMES_SUGGESTED), missing);
        } catch (SQLException listingDenied) {
            SQLException failure = InstanceFailures.notFound(id, session.region(), List.of(), missing);
            failure.addSuppressed(listingDenied);
            return failure;
        }
    }

    /** How long a description is good. */
    private static final class EntryShelf implements SingleFlightCache.Shelf<Known> {

        @Override
        public Instant freshUntil(Known known, Instant fetchedAt) {
            return fetchedAt.plus(known.timeToLive());
        }

        @Override
        public Instant usableUntil(Known known, Instant fetchedAt, SQLException failure) {
            // Only AWS's own trouble excuses an old entry: a denied or deleted instance must not live on.
            boolean passing = failure instanceof SQLTransientException && failure instanceof RdsFailure;
            return passing ? fetchedAt.plus(LONGEST_STAND_IN) : Instant.MIN;
        }
    }
}
