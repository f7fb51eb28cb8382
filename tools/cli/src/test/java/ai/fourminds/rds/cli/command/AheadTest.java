package ai.fourminds.rds.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.output.Captured;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AheadTest {
    private final Captured captured = new Captured();

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, ExceptionInInitializerError.class})
    void whatFailsAheadIsMentioned(Class<? extends Throwable> kind) {
        Ahead.start(captured.console(), "the roots", () -> {
            if (kind == IllegalStateException.class) {
                throw new IllegalStateException("not %s here");
            }
            throw new ExceptionInInitializerError("not %s here");
        });
        while (!captured.err().endsWith("\n")) {
            Thread.onSpinWait();
        }
        assertThat(captured.err())
                .isEqualTo("Could not load the roots ahead of its use: " + kind.getName() + ": not %s here\n");
    }

    @Test
    void nobodyWaitsForIt() throws Exception {
        CompletableFuture<Thread> running = new CompletableFuture<>();
        CompletableFuture<String> end = new CompletableFuture<>();
        Ahead.start(captured.console(), "the roots", () -> {
            running.complete(Thread.currentThread());
            return end.get();
        });
        Thread thread = running.get();
        assertThat(thread.isDaemon()).isTrue();
        end.complete("roots");
        thread.join();
        assertThat(captured.err()).isEmpty();
    }
}
