package ai.fourminds.rds.local;

import static ai.fourminds.rds.local.RunningRds.IAM_USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.local.server.Cache;
import ai.fourminds.rds.local.server.Folders;
import ai.fourminds.rds.local.server.MissingRequirement;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleTest {
    @TempDir
    private Path folder;

    /** Where this is root, servers may run as somebody else. */
    @BeforeEach
    void letEverybodyEnter() {
        assertThat(folder.toFile().setExecutable(true, false)).isTrue();
    }

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
    @CsvSource({"MARIADB, prod-orders, Starting MariaDB", "MYSQL, prod-billing, Starting MySQL"})
    void closingMariadbOrMysqlLeavesNothingEither(DatabaseEngine engine, String identifier, String told)
            throws Exception {
        List<String> progress = new ArrayList<>();
        LocalRds rds = LocalRds.builder()
                .workingDirectory(folder)
                .sampleData(false)
                .engines(List.of(engine))
                .progress(progress::add)
                .start();
        LocalInstance instance = rds.instance(identifier);
        var family = new RunningFamily.Family(rds, new SettableClock());
        for (NativeDriver driver : NativeDriver.values()) {
            Connection open = family.connect(
                    new RunningFamily.Way(identifier, driver), "", IAM_USER, family.token(instance, IAM_USER));
            assertThat(open.isValid(10)).isTrue();
        }
        ProcessHandle server = ProcessHandle.of(serverPid(instance)).orElseThrow();
        rds.close();
        assertThat(server.isAlive()).isFalse();
        assertThat(folder).isEmptyDirectory();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.isAlive() && thread.getName().endsWith("-" + instance.listenPort()));
        assertThat(progress).contains(told);
        assertThatThrownBy(() -> rds.instance("prod-analytics")).isInstanceOf(IllegalArgumentException.class);
    }

    /** In the place of MySQL's program, which the family has unpacked, a script that fails as the loader does without libaio. */
    @Test
    @ExtendWith(RunningFamily.class)
    void anEngineThatThisMachineCannotRunIsLeftOutAndTheOthersRun(RunningFamily.Family unpacked) throws Exception {
        assertThat(unpacked.rds().instanceIdentifiers()).contains("prod-billing");
        Path cache = Files.createDirectory(folder.resolve("cache"));
        try (Stream<Path> homes = Files.list(Cache.directory(System.getenv(), folder))) {
            for (Path home : homes.toList()) {
                imitate(home, cache.resolve(home.getFileName()));
            }
        }
        LocalRds.Builder builder = LocalRds.builder()
                .cacheDirectory(cache)
                .workingDirectory(folder.resolve("work"))
                .sampleData(false);
        builder.engines(List.of(DatabaseEngine.MYSQL, DatabaseEngine.MARIADB));
        try (LocalRds rds = builder.start()) {
            assertThat(rds.instance("prod-orders").adminConnection()).satisfies(Connection::close);
            assertThatThrownBy(() -> rds.instance("prod-billing"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'prod-billing'")
                    .hasMessageContaining("apt-get install libaio1")
                    .hasCauseInstanceOf(MissingRequirement.class);
            assertThat(rds.connectableIdentifiers()).contains("prod-orders").doesNotContain("prod-billing");
            assertThat(rds.instanceIdentifiers()).contains("prod-billing");
            assertThat(rds.missing()).singleElement().asString().startsWith("MySQL needs the library libaio.so.1");
        }
        // JUnit warns of links that lead out of its folder.
        Folders.delete(cache);
    }

    private static void imitate(Path home, Path copy) throws IOException {
        if (!home.getFileName().toString().startsWith("mysql-")) {
            Files.createSymbolicLink(copy, home.toAbsolutePath());
            return;
        }
        Path program = Files.createDirectories(copy.resolve("bin")).resolve("mysqld");
        Files.writeString(
                program,
                "#!/bin/sh\necho 'error while loading shared libraries: libaio.so.1: cannot open' >&2\nexit 127\n");
        assertThat(program.toFile().setExecutable(true, false)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"MARIADB, prod-orders", "MYSQL, prod-billing"})
    @ExtendWith(RunningFamily.class)
    void theOtherServersEndWithTheirJvmToo(String engine, String identifier, RunningFamily.Family family)
            throws Exception {
        assertThat(family.rds().instance(identifier).connections()).isZero();
        theServerEndsWithItsJvmHoweverThatEnds(engine, true);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theServerEndsWithItsJvmHoweverThatEnds(boolean violently) throws Exception {
        theServerEndsWithItsJvmHoweverThatEnds("POSTGRESQL", violently);
    }

    static ProcessBuilder standalone(String engine, Path folder) {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Standalone.class.getName(),
                        folder.toString(),
                        engine)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** The server that {@link Standalone} has started. */
    static ProcessHandle server(BufferedReader standalone) throws IOException {
        String line = standalone.readLine();
        assertThat(line).as("what the JVM said before it ended").isNotNull();
        if (line.startsWith(Standalone.LACKS)) {
            throw new MissingRequirement(line.substring(Standalone.LACKS.length()));
        }
        return ProcessHandle.of(Long.parseLong(line)).orElseThrow();
    }

    private void theServerEndsWithItsJvmHoweverThatEnds(String engine, boolean violently) throws Exception {
        Process jvm = standalone(engine, folder).start();
        try (var out = new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            ProcessHandle server = server(out);
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
        static final String LACKS = "lacks ";

        private Standalone() {}

        public static void main(String[] arguments) throws Exception {
            try (LocalRds rds = LocalRds.builder()
                    .workingDirectory(Path.of(arguments[0]))
                    .sampleData(false)
                    .engines(List.of(DatabaseEngine.valueOf(arguments[1])))
                    .start()) {
                rds.missing().forEach(lack -> System.out.println(LACKS + lack));
                String identifier = Stream.of("prod-analytics", "prod-orders", "prod-billing")
                        .filter(rds.connectableIdentifiers()::contains)
                        .findFirst()
                        .orElseThrow();
                System.out.println(serverPid(rds.instance(identifier)));
                new java.util.concurrent.CountDownLatch(1).await();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"awsPort", "databasePort", "port of prod-noiam"})
    void aTakenPortIsNamedAndNothingIsLeft(String setting) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            LocalRds.Builder builder =
                    LocalRds.builder().workingDirectory(folder).sampleData(false);
            if (setting.equals("awsPort")) {
                builder.withoutDatabases().awsPort(taken.getLocalPort());
            } else if (setting.equals("databasePort")) {
                builder.databasePort(taken.getLocalPort());
            } else {
                builder.port("prod-noiam", taken.getLocalPort());
            }
            assertThatThrownBy(builder::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort() + " (" + setting + ")");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod-orders", "prod-analytics\n", "", "%s'\"🚲"})
    void aPortForNobodyIsRefusedAndNothingIsLeft(String identifier) {
        assertThatThrownBy(() -> LocalRds.builder()
                        .workingDirectory(folder)
                        .port(identifier, 5432)
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[" + identifier + "]")
                .hasMessageContaining(
                        "prod-analytics, prod-noiam, prod-proxy, prod-proxy-noiam, prod-tunnel, prod-wrongcert");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void aNumberThatIsNoPortIsRefused(int port) {
        assertThatThrownBy(() -> LocalRds.builder().port("prod-analytics", port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0..65535");
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
    void theCacheFollowsTheXdgSpecification() throws IOException {
        assertThat(Cache.directory(Map.of("XDG_CACHE_HOME", "/somewhere"), folder))
                .isEqualTo(Path.of("/somewhere/fourminds-rds"));
        for (Map<String, String> environment :
                List.of(Map.<String, String>of(), Map.of("XDG_CACHE_HOME", "relative"))) {
            assertThat(Cache.directory(environment, folder))
                    .isIn(
                            Path.of(System.getProperty("user.home"), ".cache", "fourminds-rds"),
                            Path.of("/var/cache/fourminds-rds"),
                            folder.resolve("fourminds-rds"));
        }
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

    private static long serverPid(LocalInstance instance) throws SQLException, IOException {
        if (!instance.identifier().equals("prod-analytics")) {
            return mysqlPid(instance);
        }
        try (Connection admin = instance.adminConnection();
                Statement statement = admin.createStatement();
                ResultSet result =
                        statement.executeQuery("select split_part(pg_read_file('postmaster.pid'), chr(10), 1)")) {
            result.next();
            return Long.parseLong(result.getString(1));
        }
    }

    private static long mysqlPid(LocalInstance instance) throws SQLException, IOException {
        try (Connection admin = instance.adminConnection();
                Statement statement = admin.createStatement();
                ResultSet result = statement.executeQuery("select @@pid_file")) {
            result.next();
            return Long.parseLong(Files.readString(Path.of(result.getString(1))).strip());
        }
    }
}
