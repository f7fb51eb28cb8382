package ai.fourminds.rds.internal.calls;

import ai.fourminds.rds.internal.calls.CallThread.Call;
import ai.fourminds.rds.internal.failure.CallFailures;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches the results of calls by key. Callers that need a result at the same time share one call in its own thread, and
 * each waits no longer than its own deadline. A result that is no longer fresh is returned at once while one call
 * refreshes it. A failure that repeats is cached for a pause. Thread-safe.
 */
public final class SharedCalls<K, V> {

    /**
     * The result of a call.
     *
     * @param fresh how long no call refreshes it
     * @param usable how long it may be returned at all, including while a call refreshes it
     */
    public record Answer<V>(V value, Duration fresh, Duration usable) {
        /** For results that are usable until they are replaced. */
        public static final Duration FOREVER = Duration.ofDays(36_500);

        /** Returns a result that is usable only while it is fresh. */
        public static <V> Answer<V> of(V value, Duration span) {
            return new Answer<>(value, span, span);
        }
    }

    /** The state of one key; guarded by the map. */
    private static final class Kept<V> {
        private @Nullable Answer<V> answer;
        private Instant since = Instant.MIN;
        private long sinceNanos;
        private @Nullable SQLException failure;
        private Instant lastTry = Instant.MIN;
        private Instant tryBefore = Instant.MIN;
        private @Nullable CompletableFuture<V> running;
        private long begunNanos;
    }

    // Long enough for a pool whose connects all fail at once, shorter than a person's next try.
    private static final Duration PAUSE = Duration.ofSeconds(3);
    // Longer than any call of the driver takes: only a credential process can hang for so long.
    private static final Duration HUNG = Duration.ofMinutes(1);

    private final Clock clock;
    private final Duration pause;
    private final Predicate<SQLException> endsAnswer;
    private final Map<K, Kept<V>> entries;

    /**
     * @param capacity the maximum number of keys; the least recently used is dropped first
     * @param endsAnswer whether the old result is dropped after such a failure to refresh it
     */
    public SharedCalls(Clock clock, int capacity, Predicate<SQLException> endsAnswer) {
        this(clock, capacity, endsAnswer, PAUSE);
    }

    /**
     * @param pause the span in which at most two calls are made for a key; the second lets a repair take effect at once
     */
    public SharedCalls(Clock clock, int capacity, Predicate<SQLException> endsAnswer, Duration pause) {
        this.clock = clock;
        this.pause = pause;
        this.endsAnswer = endsAnswer;
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Kept<V>> eldest) {
                return size() > capacity;
            }
        };
    }

    /** Returns the value of a key, at once if a usable one is cached; {@code late} is the failure past the deadline. */
    public V get(K key, Deadline deadline, Call<Answer<V>> call, Supplier<SQLException> late) throws SQLException {
        CompletableFuture<V> running;
        synchronized (entries) {
            Kept<V> entry = entries.computeIfAbsent(key, unknown -> new Kept<>());
            Answer<V> answer = entry.answer;
            if (answer != null && isUsable(entry, answer)) {
                if (!isWithin(entry.since, answer.fresh()) && !isRecent(entry.lastTry)) {
                    // The entry keeps its failure.
                    var unused = begin(entry, call);
                }
                return answer.value();
            }
            running = beginUnlessFailed(entry, call);
        }
        return CallThread.await(running, deadline, late);
    }

    /** Returns a value obtained after the deadline started; after two calls within the pause, the latest one. */
    public V getFresh(K key, Deadline deadline, Call<Answer<V>> call, Supplier<SQLException> late) throws SQLException {
        CompletableFuture<V> running;
        synchronized (entries) {
            Kept<V> entry = entries.computeIfAbsent(key, unknown -> new Kept<>());
            Answer<V> answer = entry.answer;
            if (answer != null && (entry.sinceNanos > deadline.beginNanos() || isRecent(entry.tryBefore))) {
                return answer.value();
            }
            running = beginUnlessFailed(entry, call);
        }
        return CallThread.await(running, deadline, late);
    }

    /** Returns what {@link #get} would do now: {@code asked}, {@code cached} or, past freshness, {@code stand-in}. */
    public String source(K key) {
        synchronized (entries) {
            Kept<V> entry = entries.get(key);
            Answer<V> answer = entry == null ? null : entry.answer;
            if (entry == null || answer == null || !isUsable(entry, answer)) {
                return "asked";
            }
            return isWithin(entry.since, answer.fresh()) ? "cached" : "stand-in";
        }
    }

    /** Returns whether there is a result, usable or not. */
    public boolean knows(K key) {
        synchronized (entries) {
            Kept<V> entry = entries.get(key);
            return entry != null && entry.answer != null;
        }
    }

    private CompletableFuture<V> beginUnlessFailed(Kept<V> entry, Call<Answer<V>> call) throws SQLException {
        SQLException failure = entry.failure;
        if (failure != null && isRecent(entry.tryBefore)) {
            throw CallFailures.seenHere(failure);
        }
        return begin(entry, call);
    }

    private CompletableFuture<V> begin(Kept<V> entry, Call<Answer<V>> call) {
        CompletableFuture<V> running = entry.running;
        if (running == null || System.nanoTime() - entry.begunNanos > HUNG.toNanos()) {
            running = CallThread.start(() -> bring(entry, call));
            entry.running = running;
            entry.begunNanos = System.nanoTime();
        }
        return running;
    }

    private V bring(Kept<V> entry, Call<Answer<V>> call) throws SQLException {
        Answer<V> answer = null;
        SQLException failure = null;
        try {
            answer = call.call();
            return answer.value();
        } catch (SQLException thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            synchronized (entries) {
                entry.failure = failure;
                if (answer != null || (failure != null && endsAnswer.test(failure))) {
                    entry.answer = answer;
                    entry.since = clock.instant();
                    entry.sinceNanos = System.nanoTime();
                }
                entry.tryBefore = entry.lastTry;
                entry.lastTry = clock.instant();
                entry.running = null;
                // Expired credentials are useless but still secret, so they are removed here.
                entries.values().removeIf(this::isOver);
            }
        }
    }

    private boolean isOver(Kept<V> entry) {
        Answer<V> answer = entry.answer;
        return entry.running == null && answer != null && !isRecent(entry.lastTry) && !isUsable(entry, answer);
    }

    private boolean isUsable(Kept<V> entry, Answer<V> answer) {
        return clock.instant().isBefore(entry.since.plus(answer.usable()));
    }

    private boolean isRecent(Instant instant) {
        return !instant.equals(Instant.MIN) && isWithin(instant, pause);
    }

    /** Treats a future instant as outside: a clock set back would otherwise keep results for too long. */
    private boolean isWithin(Instant since, Duration span) {
        Instant now = clock.instant();
        return !now.isBefore(since) && now.isBefore(since.plus(span));
    }
}
