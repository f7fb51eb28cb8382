package ai.fourminds.rds.cli.command.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Cloud cloud = new Cloud(new AtomicBoolean());

    private record Cloud(AtomicBoolean closed) implements Closeable {
        @Override
        public void close() {
            closed.set(true);
        }
    }

    private static void endsAsInterrupted(ThrowingCallable start) {
        assertThatThrownBy(start)
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.fault().exit()).isEqualTo(ExitCode.INTERRUPTED));
    }

    @Test
    void whatStartsInTimeIsHandedOn() throws Exception {
        try (Interruption end = new Interruption(asked)) {
            assertThat(end.started(() -> cloud)).isSameAs(cloud);
            assertThatCode(end::check).doesNotThrowAnyException();
        }
        assertThat(cloud.closed()).isFalse();
    }

    @Test
    void whatStartsTooLateIsClosed() {
        try (Interruption end = new Interruption(asked)) {
            asked.countDown();
            endsAsInterrupted(() -> end.started(() -> cloud));
        }
        assertThat(cloud.closed()).isTrue();
    }

    @Test
    void aServerThatTheSignalKilledIsNoFailureOfItsOwn() {
        try (Interruption end = new Interruption(asked)) {
            assertThatThrownBy(() -> end.started(() -> {
                        throw new IOException("initdb failed");
                    }))
                    .hasMessage("initdb failed");
            asked.countDown();
            endsAsInterrupted(() -> end.started(() -> {
                throw new IOException("initdb failed");
            }));
        }
    }
}
