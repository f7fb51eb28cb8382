package ai.fourminds.rds.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start that is interrupted, as a test's time limit does. */
class InterruptedStartTest {

    @ParameterizedTest
    @ValueSource(strings = {"Starting PostgreSQL", "Loading PostgreSQL's sample databases"})
    void leavesNoServerAndNoFile(String moment, @TempDir Path folder) {
        // Where this is root, servers may run as somebody else.
        assertThat(folder.toFile().setExecutable(true, false)).isTrue();
        Thread starting = Thread.currentThread();
        LocalRds.Builder builder = LocalRds.builder().workingDirectory(folder).progress(line -> {
            if (line.equals(moment)) {
                starting.interrupt();
            }
        });
        assertThatThrownBy(builder::start)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("interrupted while the databases start");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(folder).isEmptyDirectory();
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse("")))
                .noneMatch(command -> command.contains(folder.toString()));
    }
}
