package ai.fourminds.rds.internal.cache;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Keeps values for as long as their {@link Shelf} says; concurrent misses of one key make one fetch, done by the first
 * caller on its own thread. Thread-safe; owns no thread.
 */
public final class SingleFlightCache<K, V> {

    /** Fetches a value; its failure reaches every caller who waited for it. */
    @FunctionalInterface
    public interface Fetch<V> {
        /** The fresh value. */
        V fetch() throws SQLException;
    }

    /** How long a value is good. A pure function of the value and of when it was fetched. */
    public interface Shelf<V> {

        /** Until when it is used without asking. */
        Instant freshUntil(V value, Instant fetchedAt);

        /** Until when it may stand in for a fetch that failed with this. */
        Instant usableUntil(V value, Instant fetchedAt, SQLException failure);
    }

    /** @param retryAt until when a value that stood in for a failed fetch spares us the next attempt */
    private record Kept<V>(V value, Instant fetchedAt, Instant retryAt) {}

    // While AWS throttles, one caller in this span asks it again; the others go on with the value that stands in.
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(5);

    private final Clock clock;
    private final Shelf<V> shelf;
    private final Map<K, Kept<V>> entries;
    private final Map<K, CompletableFuture<V>> flights = new LinkedHashMap<>();

    /** @param capacity how many values at most; the one longest unused goes first */
    public SingleFlightCache(Clock clock, int capacity, Shelf<V> shelf) {
        this.clock = clock;
        this.shelf = shelf;
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Kept<V>> eldest) {
                return size() > capacity;
            }
        };
    }

    /**
     * The value of a key, fetched if need be.
     *
     * @param patience how long to wait for another caller's fetch
     * @throws SQLException the fetch's failure, or {@code impatient}'s
     */
    public V get(K key, Duration patience, Fetch<V> fetch, Supplier<SQLException> impatient) throws SQLException {
        CompletableFuture<V> flight;
        boolean mine = false;
        synchronized (entries) {
            Kept<V> entry = entries.get(key);
            if (entry != null && isFresh(entry)) {
                return entry.value();
            }
            CompletableFuture<V> running = flights.get(key);
            if (running == null) {
                mine = true;
                running = new CompletableFuture<>();
                flights.put(key, running);
            }
            flight = running;
        }
        return mine ? fly(key, flight, fetch) : await(flight, patience, impatient);
    }

    /** What is kept for a key, fresh or not. */
    public Optional<V> peek(K key) {
        synchronized (entries) {
            Kept<V> entry = entries.get(key);
            return entry == null ? Optional.empty() : Optional.of(entry.value());
        }
    }

    /** Forgets a key, so that the next caller fetches. */
    public void forget(K key) {
        synchronized (entries) {
            entries.remove(key);
        }
    }

    private V fly(K key, CompletableFuture<V> flight, Fetch<V> fetch) throws SQLException {
        try {
            V value = fetchOrStandIn(key, fetch);
            land(key, flight);
            flight.complete(value);
            return value;
        } catch (Throwable failure) {
            land(key, flight);
            flight.completeExceptionally(failure);
            throw failure;
        }
    }

    private void land(K key, CompletableFuture<V> flight) {
        synchronized (entries) {
            flights.remove(key, flight);
        }
    }

    private V fetchOrStandIn(K key, Fetch<V> fetch) throws SQLException {
        try {
            V value = fetch.fetch();
            synchronized (entries) {
                entries.put(key, new Kept<>(value, clock.instant(), Instant.MIN));
            }
            return value;
        } catch (SQLException failure) {
            return standIn(key, failure);
        }
    }

    private V standIn(K key, SQLException failure) throws SQLException {
        synchronized (entries) {
            Kept<V> old = entries.get(key);
            Instant now = clock.instant();
            if (old == null || !now.isBefore(shelf.usableUntil(old.value(), old.fetchedAt(), failure))) {
                throw failure;
            }
            entries.put(key, new Kept<>(old.value(), old.fetchedAt(), now.plus(RETRY_PAUSE)));
            return old.value();
        }
    }

    private boolean isFresh(Kept<V> entry) {
        Instant now = clock.instant();
        // A clock set back would otherwise keep values for as long as it was wrong.
        boolean sane = !now.isBefore(entry.fetchedAt());
        return sane
                && (now.isBefore(shelf.freshUntil(entry.value(), entry.fetchedAt())) || now.isBefore(entry.retryAt()));
    }

    private static <V> V await(CompletableFuture<V> flight, Duration patience, Supplier<SQLException> impatient)
            throws SQLException {
        try {
            return flight.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof SQLException failure) {
                throw failure;
            }
            if (cause instanceof RuntimeException bug) {
                throw bug;
            }
            throw new IllegalStateException(cause);
        } catch (TimeoutException late) {
            throw impatient.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw impatient.get();
        }
    }
}
