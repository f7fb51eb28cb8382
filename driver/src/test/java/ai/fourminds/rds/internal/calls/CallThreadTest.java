package ai.fourminds.rds.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.failure.RdsFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CallThreadTest {

    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(5));

    private final CountDownLatch release = new CountDownLatch(1);
    private final CompletableFuture<String> unwanted = new CompletableFuture<>();

    private static <T> T run(CallThread.Call<T> call) throws SQLException {
        return CallThread.run(call, LONG, SQLException::new, late -> {});
    }

    private String hanging() {
        boolean interrupted = true;
        while (interrupted) {
            try {
                release.await();
                interrupted = false;
            } catch (InterruptedException notHeard) {
                interrupted = true;
            }
        }
        return "late";
    }

    @Test
    void aCallRunsInADaemonThreadThatEndsWithIt() throws Exception {
        Thread used = run(Thread::currentThread);
        assertThat(used).isNotSameAs(Thread.currentThread());
        assertThat(used.isDaemon()).isTrue();
        used.join();
    }

    @Test
    void whatACallThrowsIsThrown() {
        assertThatThrownBy(() -> run(() -> {
                    throw new SQLException("no");
                }))
                .isInstanceOf(SQLException.class)
                .hasMessage("no");
        assertThatThrownBy(() -> run(() -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThatThrownBy(() -> run(() -> {
                    throw new StackOverflowError("no");
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void whoWaitsLeavesAtTheDeadlineAndALateResultIsHandedOver() throws Exception {
        assertThatThrownBy(() -> CallThread.run(
                        this::hanging,
                        Deadline.in(Duration.ofMillis(50)),
                        () -> new SQLException("late"),
                        unwanted::complete))
                .hasMessage("late");
        release.countDown();
        assertThat(unwanted.get()).isEqualTo("late");
    }

    @Test
    void anInterruptEndsTheWaitAtOnceAndStaysWithTheCaller() throws Exception {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> CallThread.run(this::hanging, LONG, SQLException::new, unwanted::complete))
                .isInstanceOf(RdsFailure.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        release.countDown();
        assertThat(unwanted.get()).isEqualTo("late");
    }
}
