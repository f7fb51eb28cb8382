package ai.fourminds.rds.internal.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallThreadTest {

    @Test
    void aCallRunsInAThreadThatEndsWithIt() throws InterruptedException {
        Thread used = CallThread.run(Thread::currentThread);
        assertThat(used).isNotSameAs(Thread.currentThread());
        used.join();
    }

    @Test
    void whatACallThrowsIsThrown() {
        assertThatThrownBy(() -> CallThread.run(() -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThatThrownBy(() -> CallThread.run(() -> {
                    throw new StackOverflowError("no");
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void anInterruptReachesTheCallAndStaysWithTheCaller() {
        CountDownLatch never = new CountDownLatch(1);
        Thread.currentThread().interrupt();
        String answer = CallThread.run(() -> {
            try {
                never.await();
                return "waited";
            } catch (InterruptedException stop) {
                return "interrupted";
            }
        });
        assertThat(answer).isEqualTo("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
