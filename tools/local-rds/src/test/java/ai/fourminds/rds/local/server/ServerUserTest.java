package ai.fourminds.rds.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts in the place of the programs that change the user. */
class ServerUserTest {
    @TempDir
    private Path folder;

    @Test
    void theFirstWayThatLeadsAwayFromRootIsTaken() throws IOException {
        ServerUser user = ServerUser.insteadOfRoot(List.of(
                List.of("/no/such/program"),
                script("refusing", "echo 'refusing: Operation not permitted' >&2; exit 1"),
                changing("good"),
                script("never", "exit 3")));
        assertThat(user.command(List.of("server", "a b"))).endsWith("option", "server", "a b");
        assertThat(user.isAnother()).isTrue();
    }

    @Test
    void aServerReadsWhatItIsToldThroughAPipeThatItMayOpenByName() throws Exception {
        ServerUser user = ServerUser.insteadOfRoot(List.of(changing("good")));
        Process reading = new ProcessBuilder(user.readingCommand(List.of("cat", "/dev/stdin", "/dev/null"))).start();
        try (var stdin = reading.getOutputStream()) {
            stdin.write('x');
        }
        assertThat(reading.getInputStream().readAllBytes()).containsExactly('x');
    }

    @Test
    void whereNoWayIsLeftEachSaysWhyAndTheRemedyIsNamed() {
        assertThatThrownBy(() -> ServerUser.insteadOfRoot(List.of(
                        List.of("/no/such/program"),
                        script("refusing", "echo 'refusing: Operation not permitted' >&2; exit 1"),
                        script("pretending", "echo 0; exit 1"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("do not run as root")
                .hasMessageContaining("/no/such/program: not found; ")
                .hasMessageContaining("refusing: Operation not permitted")
                .hasMessageContaining("--user 1000");
    }

    /** Runs what follows its option, and says that it is not root's. */
    private List<String> changing(String name) throws IOException {
        Path own = Files.createDirectories(folder.resolve("bin"));
        executable(own.resolve("id"), "echo 65534");
        return script(name, "shift; PATH='" + own + "':$PATH; export PATH; exec \"$@\"", "option");
    }

    private List<String> script(String name, String body, String... options) throws IOException {
        Path program = executable(folder.resolve(name), body);
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(program.toString()), java.util.stream.Stream.of(options))
                .toList();
    }

    private static Path executable(Path program, String body) throws IOException {
        Files.writeString(program, "#!/bin/sh\n" + body + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }
}
