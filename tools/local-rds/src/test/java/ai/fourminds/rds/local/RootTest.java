package ai.fourminds.rds.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.local.server.FileFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Root in a container where user namespaces are refused, and folders that nobody can write to. */
class RootTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void letEverybodyEnter() {
        assertThat(folder.toFile().setExecutable(true, false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POSTGRESQL", "MARIADB", "MYSQL"})
    void noServerRunsAsRoot(String engine) throws Exception {
        Path unshare = Files.createDirectory(folder.resolve("bin")).resolve("unshare");
        Files.writeString(unshare, "#!/bin/sh\necho 'unshare failed: Operation not permitted' >&2\nexit 1\n");
        assertThat(unshare.toFile().setExecutable(true)).isTrue();
        Path work = Files.createDirectory(folder.resolve("work"));
        ProcessBuilder builder = LifecycleTest.standalone(engine, work);
        builder.environment().put("PATH", unshare.getParent() + ":" + System.getenv("PATH"));
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        Process jvm = builder.start();
        try (var out = new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(LifecycleTest.server(out).info().user())
                    .hasValueSatisfying(user -> assertThat(user).isNotEqualTo("root"));
            jvm.destroy();
            assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(work).isEmptyDirectory();
        } finally {
            jvm.destroyForcibly();
        }
    }

    @Test
    void aWorkingDirectoryThatCannotBeIsNamedWithReasonAndRemedy() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> LocalRds.builder()
                        .workingDirectory(file.resolve("work"))
                        .start())
                .hasMessageContaining("cannot make a folder in " + file.resolve("work"))
                .hasMessageContaining("choose another by workingDirectory");
    }

    @Test
    void aTemporaryFolderThatCannotBeUsedIsNamedWithReasonAndRemedy() {
        String usual = System.getProperty("java.io.tmpdir");
        Path missing = folder.resolve("missing");
        System.setProperty("java.io.tmpdir", missing.toString());
        try {
            assertThatThrownBy(() -> LocalRds.builder().start())
                    .hasMessageContaining("cannot make a folder in " + missing + " (there is no such folder)")
                    .hasMessageContaining("-Djava.io.tmpdir=FOLDER");
        } finally {
            System.setProperty("java.io.tmpdir", usual);
        }
    }

    @Test
    void aCacheThatCannotBeWrittenToIsNamedWithReasonAndRemedy() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() ->
                        LocalRds.builder().cacheDirectory(file.resolve("cache")).start())
                .hasMessageContaining("cannot keep the databases' programs in " + file.resolve("cache"))
                .hasMessageContaining("XDG_CACHE_HOME");
    }

    @Test
    void whatTheJdkLeavesToTheExceptionsTypeIsSaid() {
        assertThat(FileFailure.message(new AccessDeniedException("/tmp/x"))).isEqualTo("/tmp/x: permission denied");
        assertThat(FileFailure.message(new NoSuchFileException("/tmp/x"))).isEqualTo("/tmp/x: there is no such folder");
        assertThat(FileFailure.message(new FileSystemException("/tmp/x", null, "No space left on device")))
                .isEqualTo("/tmp/x: No space left on device");
        assertThat(FileFailure.message(new IOException("anything"))).isEqualTo("anything");
    }
}
