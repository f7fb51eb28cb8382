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
 * Keeps what calls answer, by key. All who need an answer at once share one call, which runs in a thread of its own, and each waits
 * no longer than its own deadline. An answer past its time is used at once while one call asks anew; a failure that is repeated is
 * remembered for a pause. Thread-safe.
 */
public final class SharedCalls<K, V> {

    /**
     * What a call answers.
     *
     * @param fresh how long nobody asks anew
     * @param usable how long it is used at all, while somebody asks anew
     */
    public record Answer<V>(V value, Duration fresh, Duration usable) {
        /** For what is usable until it is replaced. */
        public static final Duration FOREVER = Duration.ofDays(36_500);

        /** What is used at all for as long as it is fresh. */
        public static <V> Answer<V> of(V value, Duration span) {
            return new Answer<>(value, span, span);
        }
    }

    /** What is known of one key; guarded by the map. */
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

    // Long enough for a pool that fails all at once, shorter than a person's next try.
    private static final Duration PAUSE = Duration.ofSeconds(3);
    // Longer than any call of ours takes: only a process that gives credentials can hang for so long.
    private static final Duration HUNG = Duration.ofMinutes(1);

    private final Clock clock;
    private final Duration pause;
    private final Predicate<SQLException> endsAnswer;
    private final Map<K, Kept<V>> entries;

    /**
     * @param capacity how many keys at most; the one longest unused goes first
     * @param endsAnswer whether the old answer goes when asking anew failed like this
     */
    public SharedCalls(Clock clock, int capacity, Predicate<SQLException> endsAnswer) {
        this(clock, capacity, endsAnswer, PAUSE);
    }

    /** @param pause in which two calls at most are made for a key: the second, so that what was repaired works at once */
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

    /**
     * The value of a key, at once if there is a usable one.
     *
     * @param late makes the failure for a deadline that passes first
     */
    public V get(K key, Deadline deadline, Call<Answer<V>> call, Supplier<SQLException> late) throws SQLException {
        CompletableFuture<V> running;
        synchronized (entries) {
            Kept<V> entry = entries.computeIfAbsent(key, unknown -> new Kept<>());
            Answer<V> answer = entry.answer;
            if (answer != null && clock.instant().isBefore(entry.since.plus(answer.usable()))) {
                if (!isWithin(entry.since, answer.fresh()) && !isRecent(entry.lastTry)) {
                    // What it throws is kept in the entry.
                    var unused = begin(entry, call);
                }
                return answer.value();
            }
            running = beginUnlessFailed(entry, call);
        }
        return CallThread.await(running, deadline, late);
    }

    /** The value of a key as it was after the deadline began to run; after two calls within the pause, the last one. */
    public V getAnew(K key, Deadline deadline, Call<Answer<V>> call, Supplier<SQLException> late) throws SQLException {
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

    /** What {@link #get} would do now: {@code asked}, {@code cached}, or {@code stand-in} for an answer past its time. */
    public String source(K key) {
        synchronized (entries) {
            Kept<V> entry = entries.get(key);
            Answer<V> answer = entry == null ? null : entry.answer;
            if (entry == null || answer == null || !clock.instant().isBefore(entry.since.plus(answer.usable()))) {
                return "asked";
            }
            return isWithin(entry.since, answer.fresh()) ? "cached" : "stand-in";
        }
    }

    /** Whether there is an answer, usable or not. */
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
        return entry.running == null
                && answer != null
                && !isRecent(entry.lastTry)
                && !clock.instant().isBefore(entry.since.plus(answer.usable()));
    }

    private boolean isRecent(Instant instant) {
        return !instant.equals(Instant.MIN) && isWithin(instant, pause);
    }

    /** A clock set back would otherwise keep answers for as long as it was wrong. */
    private boolean isWithin(Instant since, Duration span) {
        Instant now = clock.instant();
        return !now.isBefore(since) && now.isBefore(since.plus(span));
    }
}
