package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.cache.SingleFlightCache;
import ai.fourminds.rds.internal.credentials.Identity;
import ai.fourminds.rds.internal.failure.AwsFailures;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The instances that a property sheet offers, if they can be had within a second. Thread-safe. A listing runs on a daemon
 * thread of its own, at most one at a time, which ends with the AWS SDK's own limits; there is none between listings.
 */
public final class InstanceChoices {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    // Longer than anybody waits: an answer that comes late is there for the next sheet.
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final Duration SHELF_LIFE = Duration.ofSeconds(30);
    // Opening a sheet must neither sign anybody in nor take a role: a wrong password counts at the user pool.
    private static final Set<String> WITHOUT_SIGN_IN = Set.of("default", "profile", "access-keys");

    /**
     * What was found.
     *
     * @param ids identifiers of the instances that can be connected to, sorted
     * @param reason why there are none, or empty
     */
    public record Listing(List<String> ids, String reason) {
        /** Copies the identifiers. */
        public Listing {
            ids = List.copyOf(ids);
        }

        private static Listing none(String reason) {
            return new Listing(List.of(), reason);
        }
    }

    private final Duration patience;
    private final Semaphore slot = new Semaphore(1);
    private final SingleFlightCache<Identity, List<String>> cache;

    InstanceChoices(Clock clock) {
        this(clock, PATIENCE);
    }

    /** @param patience how long a sheet waits */
    InstanceChoices(Clock clock, Duration patience) {
        this.patience = patience;
        this.cache = new SingleFlightCache<>(clock, 16, new ListingShelf());
    }

    /** The instances that a URL, perhaps still being written, could name. */
    public Listing of(SharedState shared, String url, Map<String, String> properties, Map<String, String> environment) {
        Optional<Configuration.Draft> draft;
        try {
            draft = Configuration.draft(shared, url, properties, environment);
        } catch (SQLException unreadable) {
            return Listing.none(headline(unreadable));
        }
        if (draft.isEmpty()) {
            return Listing.none("the settings are not complete yet");
        }
        if (!slot.tryAcquire()) {
            return Listing.none("AWS is being asked already");
        }
        Configuration.Draft settings = draft.get();
        return await(started(new FutureTask<>(() -> idsThenFree(shared, settings))));
    }

    private FutureTask<List<String>> started(FutureTask<List<String>> listing) {
        // Neither the caller's thread locals nor its class loader: the thread may outlive the caller.
        Thread thread = new Thread(null, listing, "fourminds-rds-instance-choices", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(InstanceChoices.class.getClassLoader());
        thread.start();
        return listing;
    }

    private Listing await(FutureTask<List<String>> listing) {
        try {
            List<String> ids = listing.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return ids.isEmpty() ? Listing.none("none is known before the first connect") : new Listing(ids, "");
        } catch (TimeoutException late) {
            return Listing.none("AWS did not answer within a second; the answer is offered next time");
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            return Listing.none(headline(cause == null ? failed : cause));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Listing.none("interrupted");
        }
    }

    private static String headline(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    /** Free before the answer is known, so that whoever has it may ask again. */
    private List<String> idsThenFree(SharedState shared, Configuration.Draft draft) throws SQLException {
        try {
            return ids(shared, draft);
        } finally {
            slot.release();
        }
    }

    private List<String> ids(SharedState shared, Configuration.Draft draft) throws SQLException {
        FleetAccess fleet =
                FleetAccess.of(shared, draft.settings(), draft.region()).within(ANSWER_LIMIT);
        Identity identity = fleet.identity();
        if (!WITHOUT_SIGN_IN.contains(identity.method())
                && !shared.credentials().knows(identity)) {
            return List.of();
        }
        return cache.get(
                identity,
                ANSWER_LIMIT,
                () -> fleet.instances().stream()
                        .filter(RdsInstance::supported)
                        .map(RdsInstance::id)
                        .toList(),
                () -> AwsFailures.timedOut("rds:DescribeDBInstances", fleet.region(), ANSWER_LIMIT, null));
    }

    /** A listing is good for as long as somebody fills in one dialog. */
    private static final class ListingShelf implements SingleFlightCache.Shelf<List<String>> {

        @Override
        public Instant freshUntil(List<String> ids, Instant fetchedAt) {
            return fetchedAt.plus(SHELF_LIFE);
        }

        @Override
        public Instant usableUntil(List<String> ids, Instant fetchedAt, SQLException failure) {
            return Instant.MIN;
        }
    }
}
