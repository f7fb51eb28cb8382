package ai.fourminds.rds.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.MovableClock;
import ai.fourminds.rds.internal.calls.CallThread.Call;
import ai.fourminds.rds.internal.calls.SharedCalls.Answer;
import ai.fourminds.rds.internal.connect.CloudAccess;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values that are fresh for a minute, usable for five, and a pause of two seconds. */
class SharedCallsTest {

    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(5));

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicInteger made = new AtomicInteger();
    private final SharedCalls<String, Integer> calls =
            new SharedCalls<>(clock, 2, failure -> "denied".equals(failure.getMessage()), Duration.ofSeconds(2));
    private final CountDownLatch release = new CountDownLatch(1);
    private final ExecutorService pool = Executors.newCachedThreadPool();

    @AfterEach
    void end() throws InterruptedException {
        release.countDown();
        pool.shutdownNow();
        CloudAccess.awaitCalls();
    }

    private static Call<Answer<Integer>> kept(Call<Integer> call) {
        return () -> new Answer<>(call.call(), Duration.ofMinutes(1), Duration.ofMinutes(5));
    }

    private int get(String key, Call<Integer> call) throws SQLException {
        return calls.get(key, LONG, kept(call), SQLException::new);
    }

    private int get(String key) throws SQLException {
        return get(key, made::incrementAndGet);
    }

    private int getFresh(String key) throws SQLException {
        return calls.getFresh(key, Deadline.in(Duration.ofMinutes(5)), kept(made::incrementAndGet), SQLException::new);
    }

    private int failing() throws SQLException {
        made.incrementAndGet();
        throw new SQLException("down");
    }

    private int hanging() {
        try {
            release.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        return made.incrementAndGet();
    }

    @Test
    void keepsAValueWhileItIsFresh() throws SQLException {
        assertThat(get("a")).isEqualTo(1);
        clock.advance(Duration.ofSeconds(59));
        assertThat(get("a")).isEqualTo(1);
        assertThat(made).hasValue(1);
    }

    @Test
    void anOldValueIsUsedAtOnceWhileOneCallAsksAnew() throws Exception {
        get("a");
        clock.advance(Duration.ofSeconds(61));
        for (int caller = 0; caller < 10; caller++) {
            assertThat(get("a", this::hanging)).isEqualTo(1);
        }
        release.countDown();
        CloudAccess.awaitCalls();
        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void anOldValueOutlivesAFailureWhichIsNotRepeatedWithinThePause() throws Exception {
        get("a");
        clock.advance(Duration.ofMinutes(2));
        for (int caller = 0; caller < 10; caller++) {
            assertThat(get("a", this::failing)).isEqualTo(1);
            CloudAccess.awaitCalls();
        }
        assertThat(made).hasValue(2);
        clock.advance(Duration.ofSeconds(2));
        get("a", this::failing);
        CloudAccess.awaitCalls();
        assertThat(made).hasValue(3);
    }

    @Test
    void aValueThatMustNotOutliveAFailureIsGone() throws Exception {
        get("a");
        clock.advance(Duration.ofMinutes(2));
        Call<Integer> denied = () -> {
            throw new SQLException("denied");
        };
        get("a", denied);
        CloudAccess.awaitCalls();
        assertThatThrownBy(() -> get("a", denied)).hasMessage("denied");
    }

    @Test
    void aValueThatIsNotUsableAnyMoreIsWaitedFor() throws SQLException {
        get("a");
        clock.advance(Duration.ofMinutes(5));
        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void aClockSetBackMakesAValueOld() throws Exception {
        get("a");
        clock.advance(Duration.ofHours(-1));
        get("a");
        CloudAccess.awaitCalls();
        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void whatWasRepairedWorksAtOnce() throws SQLException {
        assertThatThrownBy(() -> get("a", this::failing)).hasMessage("down");
        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void aFailureThatIsRepeatedIsRememberedForThePause() throws SQLException {
        for (int caller = 0; caller < 10; caller++) {
            assertThatThrownBy(() -> get("a", this::failing)).hasMessage("down");
        }
        assertThatThrownBy(() -> getFresh("a")).hasMessage("down");
        assertThat(made).hasValue(2);
        clock.advance(Duration.ofSeconds(2));
        assertThat(get("a")).isEqualTo(3);
    }

    @Test
    void askedAnewAValueIsOfNowOrOfThePause() throws SQLException {
        Deadline begun = Deadline.in(Duration.ofMinutes(5));
        get("a");
        assertThat(calls.getFresh("a", begun, kept(made::incrementAndGet), SQLException::new))
                .isEqualTo(1);
        assertThat(getFresh("a")).isEqualTo(2);
        assertThat(getFresh("a")).isEqualTo(2);
        clock.advance(Duration.ofSeconds(2));
        assertThat(getFresh("a")).isEqualTo(3);
    }

    @Test
    void theLongestUnusedKeyGoesFirst() throws SQLException {
        get("a");
        get("b");
        get("c");
        assertThat(calls.knows("a")).isFalse();
        assertThat(calls.knows("b")).isTrue();
    }

    @Test
    void aValueThatIsOverDoesNotStayInMemory() throws SQLException {
        get("a");
        clock.advance(Duration.ofMinutes(5));
        get("b");
        assertThat(calls.knows("a")).isFalse();
    }

    @Test
    void concurrentCallersShareOneCall() throws Exception {
        List<Future<Integer>> answers = new ArrayList<>();
        for (int caller = 0; caller < 32; caller++) {
            answers.add(pool.submit(() -> get("a", this::hanging)));
        }
        release.countDown();
        for (Future<Integer> answer : answers) {
            assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void oneCallersShortLimitAndInterruptFailNoOther() throws Exception {
        assertThatThrownBy(() -> calls.get(
                        "a",
                        Deadline.in(Duration.ofMillis(1)),
                        kept(this::hanging),
                        () -> new SQLException("too late")))
                .hasMessage("too late");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> get("a", this::hanging)).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        Future<Integer> other = pool.submit(() -> get("a", this::hanging));
        release.countDown();
        assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    }
}
