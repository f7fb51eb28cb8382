package ai.fourminds.rds.cli.command.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    private static final TestCommand.TimeLimit AMPLE = new TestCommand.TimeLimit(Duration.ofDays(1));

    @Test
    void handsOnWhatTheCallsAnswer() throws Exception {
        assertThat(AMPLE.<String>within(() -> "answer")).isEqualTo("answer");
    }

    @Test
    void handsOnTheirFailureAsItIs() {
        SQLException failure = new SQLException("no");
        assertThatThrownBy(() -> AMPLE.within(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void endsCallsThatTakeTooLong() {
        CountDownLatch never = new CountDownLatch(1);
        CommandFailure failure = catchThrowableOfType(
                CommandFailure.class,
                () -> new TestCommand.TimeLimit(Duration.ofMillis(1)).within(() -> {
                    awaitInterruption(never);
                    return "late";
                }));
        assertThat(failure.fault().exit()).isEqualTo(ExitCode.NETWORK);
        assertThat(failure.fault().code()).isEqualTo("aws-timeout");
        assertThat(failure.fault().remedy()).contains("--endpoint-url");
    }

    private static void awaitInterruption(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
