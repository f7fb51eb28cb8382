package ai.fourminds.rds.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.MovableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SingleFlightCacheTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicInteger fetches = new AtomicInteger();
    private final SingleFlightCache<String, Integer> cache = new SingleFlightCache<>(clock, 2, new Minute());

    private int get(String key) throws SQLException {
        return cache.get(key, PATIENCE, fetches::incrementAndGet, SQLException::new);
    }

    private int failing(String key) throws SQLException {
        return cache.get(
                key,
                PATIENCE,
                () -> {
                    fetches.incrementAndGet();
                    throw new SQLException("down");
                },
                SQLException::new);
    }

    @Test
    void keepsAValueUntilItIsStale() throws SQLException {
        assertThat(get("a")).isEqualTo(1);
        clock.advance(Duration.ofSeconds(59));
        assertThat(get("a")).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void aClockSetBackMakesAValueStale() throws SQLException {
        get("a");
        clock.advance(Duration.ofHours(-1));
        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void anOldValueStandsInForAFailedFetchAndSparesTheNextCallers() throws SQLException {
        get("a");
        clock.advance(Duration.ofMinutes(2));
        assertThat(failing("a")).isEqualTo(1);
        assertThat(failing("a")).isEqualTo(1);
        assertThat(fetches).hasValue(2);
        clock.advance(Duration.ofSeconds(6));
        assertThat(failing("a")).isEqualTo(1);
        assertThat(fetches).hasValue(3);
    }

    @Test
    void aTooOldValueDoesNotStandIn() throws SQLException {
        get("a");
        clock.advance(Duration.ofMinutes(10));
        assertThatThrownBy(() -> failing("a")).isInstanceOf(SQLException.class).hasMessage("down");
    }

    @Test
    void aFailureIsNotKept() throws SQLException {
        assertThatThrownBy(() -> failing("a")).hasMessage("down");
        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void forgetsWhatItIsToldToAndWhatIsLongestUnused() throws SQLException {
        get("a");
        get("b");
        cache.forget("a");
        assertThat(get("a")).isEqualTo(3);
        get("c");
        assertThat(get("b")).isEqualTo(5);
    }

    @Test
    void concurrentMissesMakeOneFetch() throws Exception {
        int callers = 32;
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(callers);
        try {
            Callable<Integer> call = () -> cache.get(
                    "a",
                    PATIENCE,
                    () -> {
                        fetching.countDown();
                        await(release);
                        return fetches.incrementAndGet();
                    },
                    SQLException::new);
            List<Future<Integer>> answers = new ArrayList<>();
            answers.add(pool.submit(call));
            fetching.await(20, TimeUnit.SECONDS);
            for (int caller = 1; caller < callers; caller++) {
                answers.add(pool.submit(call));
            }
            release.countDown();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void whoWaitsTooLongIsTold() throws Exception {
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> slow = pool.submit(() -> cache.get(
                    "a",
                    PATIENCE,
                    () -> {
                        fetching.countDown();
                        await(release);
                        return 1;
                    },
                    SQLException::new));
            fetching.await(20, TimeUnit.SECONDS);
            assertThatThrownBy(() -> cache.get("a", Duration.ofMillis(1), () -> 2, () -> new SQLException("late")))
                    .hasMessage("late");
            release.countDown();
            assertThat(slow.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static final class Minute implements SingleFlightCache.Shelf<Integer> {
        @Override
        public Instant freshUntil(Integer value, Instant fetchedAt) {
            return fetchedAt.plusSeconds(60);
        }

        @Override
        public Instant usableUntil(Integer value, Instant fetchedAt, SQLException failure) {
            return fetchedAt.plusSeconds(300);
        }
    }
}
