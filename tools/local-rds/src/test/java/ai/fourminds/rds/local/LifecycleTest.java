package ai.fourminds.rds.local;

import static ai.fourminds.rds.local.RunningRds.IAM_USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleTest {
    @TempDir
    private Path folder;

    @Test
    void closingLeavesNoProcessNoThreadAndNoFile() throws Exception {
        List<String> progress = new ArrayList<>();
        LocalRds rds = LocalRds.builder()
                .workingDirectory(folder)
                .sampleData(false)
                .progress(progress::add)
                .start();
        LocalInstance instance = rds.instance("prod-analytics");
        var shared = new RunningRds.Shared(rds, new SettableClock());
        ProcessHandle server;
        try (Connection open = shared.connect(instance, "postgres", IAM_USER, shared.token())) {
            assertThat(open.isValid(10)).isTrue();
            assertThat(instance.connections()).isEqualTo(1);
            server = ProcessHandle.of(serverPid(instance)).orElseThrow();
            rds.close();
        }
        assertThat(server.isAlive()).isFalse();
        assertThat(server.descendants()).isEmpty();
        assertThat(folder).isEmptyDirectory();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread ->
                        thread.isAlive() && thread.getName().equals("local-rds-gateway-" + instance.listenPort()));
        assertThat(String.join("\n", progress))
                .contains("Starting PostgreSQL", "ready at http://127.0.0.1:")
                .doesNotContain(rds.principal().secretAccessKey());
        rds.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theServerEndsWithItsJvmHoweverThatEnds(boolean violently) throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Standalone.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            if (violently) {
                jvm.destroyForcibly();
            } else {
                jvm.destroy();
            }
            server.onExit().get(60, TimeUnit.SECONDS);
            assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            jvm.destroyForcibly();
        }
        if (!violently) {
            assertThat(folder).isEmptyDirectory();
        }
    }

    /** A JVM of its own, which tells the server's process id and then waits for its own end. */
    public static final class Standalone {
        private Standalone() {}

        public static void main(String[] arguments) throws Exception {
            LocalRds rds = LocalRds.builder()
                    .workingDirectory(Path.of(arguments[0]))
                    .sampleData(false)
                    .start();
            System.out.println(serverPid(rds.instance("prod-analytics")));
            new java.util.concurrent.CountDownLatch(1).await();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"awsPort", "databasePort"})
    void aTakenPortIsNamedAndNothingIsLeft(String setting) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            LocalRds.Builder builder =
                    LocalRds.builder().workingDirectory(folder).sampleData(false);
            if (setting.equals("awsPort")) {
                builder.withoutDatabases().awsPort(taken.getLocalPort());
            } else {
                builder.databasePort(taken.getLocalPort());
            }
            assertThatThrownBy(builder::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort() + " (" + setting + ")");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aWorkingDirectoryTooDeepForASocketIsNamedAndNothingIsLeft() {
        Path deep = folder.resolve("d".repeat(100));
        assertThatThrownBy(() -> LocalRds.builder().workingDirectory(deep).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("working directory")
                .hasMessageContaining("too long");
        assertThat(deep).isEmptyDirectory();
    }

    @Test
    void programsAreUnpackedIntoTheGivenCacheAndNowhereElse() throws Exception {
        Path cache = folder.resolve("cache");
        Path work = folder.resolve("work");
        LocalRds.builder()
                .cacheDirectory(cache)
                .workingDirectory(work)
                .sampleData(false)
                .start()
                .close();
        assertThat(work).isEmptyDirectory();
        try (Stream<Path> entries = Files.list(cache)) {
            assertThat(entries)
                    .singleElement()
                    .satisfies(home -> assertThat(home.resolve("bin/postgres")).isExecutable());
        }
    }

    @Test
    void theCacheFollowsTheXdgSpecification() {
        assertThat(Cache.defaultDirectory(Map.of("XDG_CACHE_HOME", "/somewhere")))
                .isEqualTo(Path.of("/somewhere/fourminds-rds"));
        Path home = Path.of(System.getProperty("user.home"), ".cache", "fourminds-rds");
        assertThat(Cache.defaultDirectory(Map.of())).isEqualTo(home);
        assertThat(Cache.defaultDirectory(Map.of("XDG_CACHE_HOME", "relative"))).isEqualTo(home);
    }

    @Test
    void settingsAreWhatAClientNeedsAndNothingPrintsSecrets() {
        try (LocalRds rds = LocalRds.builder().withoutDatabases().start()) {
            assertThat(rds.settings())
                    .containsOnlyKeys("region", "endpointUrl", "auth", "accessKeyId", "secretAccessKey", "tlsRootCert")
                    .containsEntry("auth", "access-keys")
                    .containsEntry("region", "us-east-1");
            Principal session = rds.addPrincipal(Principal.session("analyst", "ann", java.time.Instant.MAX));
            assertThat(rds.settings(session)).containsEntry("sessionToken", session.sessionToken());
            assertThat(session.toString() + rds.principal())
                    .doesNotContain(
                            session.secretAccessKey(),
                            session.sessionToken(),
                            rds.principal().secretAccessKey());
        }
    }

    private static long serverPid(LocalInstance instance) throws SQLException {
        try (Connection admin = instance.adminConnection();
                Statement statement = admin.createStatement();
                ResultSet result =
                        statement.executeQuery("select split_part(pg_read_file('postmaster.pid'), chr(10), 1)")) {
            result.next();
            return Long.parseLong(result.getString(1));
        }
    }
}
