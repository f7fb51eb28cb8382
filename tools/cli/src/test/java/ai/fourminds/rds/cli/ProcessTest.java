package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.files;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a process of its own: signals, pipes, the demo. */
class ProcessTest {
    private static final int TERMINATED = 128 + 15;
    private static final Map<String, String> LAST_EXPORT = Map.of(
            "access-keys", "export FOURMINDS_RDS_TLS_ROOT_CERT=",
            "iam-role", "export FOURMINDS_RDS_WEB_IDENTITY_TOKEN_FILE=",
            "cognito", "export FOURMINDS_RDS_TLS_ROOT_CERT=");

    @TempDir
    Path folder;

    private ProcessBuilder program(String... args) {
        return ChildProgram.of(folder, List.of(), args);
    }

    private static void configure(ProcessBuilder program) {
        ChildProgram.configure(program);
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    @Test
    void aTerminatedExportTidiesUp() throws Exception {
        Path out = Files.createDirectory(folder.resolve("csv"));
        try (WatchService watch = out.getFileSystem().newWatchService()) {
            out.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            ProcessBuilder program = program(
                    "export",
                    "prod-analytics",
                    "sales",
                    "--out",
                    out.toString(),
                    "--query",
                    "SELECT g, pg_sleep(1) FROM generate_series(1, 600) g");
            configure(program);
            Process process = program.start();
            // The first file appears when the export begins; from then on a signal finds somebody to tidy up.
            watch.take();
            process.destroy();
            assertThat(ChildProgram.ended(process)).isEqualTo(TERMINATED);
            assertThat(out).isEmptyDirectory();
        }
    }

    @Test
    void aReaderThatGoesAwayEndsItQuietly() throws Exception {
        ProcessBuilder program =
                program("export", "prod-analytics", "sales", "public.orders", "--max-rows", "0", "--out", "-");
        configure(program);
        Process process = program.redirectOutput(ProcessBuilder.Redirect.PIPE).start();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(reader.readLine()).startsWith("id,");
        }
        assertThat(ChildProgram.ended(process)).isEqualTo(141);
        assertThat(text("err")).isEmpty();
    }

    @Test
    void theDemoEndsByItselfAndLeavesOnlyItsFolder() throws Exception {
        Path out = folder.resolve("demo");
        Process process = program("demo", "--out", out.toString()).start();
        int exit = ChildProgram.ended(process);
        assertThat(exit).describedAs(text("err")).isZero();
        assertThat(text("err")).contains("not AWS").doesNotContain("\u001B");
        assertThat(text("out"))
                .contains("prod-analytics", "250 instances in all", "public.orders", "export.json", "What to type next")
                .doesNotContain("\u001B");
        assertThat(files(out)).contains("export.json", "public.orders.csv").noneMatch(name -> name.endsWith(".part"));
        assertThat(files(folder.resolve("tmp"))).isEmpty();
    }

    @Test
    void aSecretOfTheEnvironmentIsSavedWhereTheRestOfItsMethodIsThereToo() throws Exception {
        ProcessBuilder program = program(
                "connection",
                "save",
                "w",
                "--region",
                "us-east-1",
                "--auth",
                "access-keys",
                "--access-key-id",
                "AKIA1");
        configure(program);
        assertThat(ChildProgram.ended(program.start())).describedAs(text("err")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "local"})
    void aDistributionWithoutTheLocalRdsSaysSo(String command) throws Exception {
        ProcessBuilder program = program(command);
        List<String> words = program.command();
        int path = words.indexOf("-cp") + 1;
        words.set(path, withoutLocalRds(words.get(path)));
        assertThat(ChildProgram.ended(program.directory(folder.toFile()).start()))
                .isEqualTo(2);
        assertThat(text("err")).contains("This distribution brings no local RDS.");
    }

    private static String withoutLocalRds(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.contains("local-rds") && !entry.contains("fourminds-rds-local"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @ParameterizedTest
    @ValueSource(strings = {"access-keys", "iam-role", "cognito"})
    void localPrintsSettingsThatWorkAndEndsWhenTold(String auth) throws Exception {
        Path directory = Files.createDirectory(folder.resolve("working"));
        Process local = program("local", "--auth", auth, "--engine", "postgresql")
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .start();
        ProcessBuilder client =
                program("test", "prod-analytics").redirectError(new File(folder.toFile(), "client-err"));
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(local.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            // They are sorted by setting.
            do {
                line = reader.readLine();
                assertThat(line).startsWith("export FOURMINDS_RDS_");
                String[] parts = line.substring("export ".length()).split("=", 2);
                client.environment().put(parts[0], parts[1]);
            } while (!line.startsWith(LAST_EXPORT.get(auth)));
            assertThat(ChildProgram.ended(client.start()))
                    .describedAs(text("client-err"))
                    .isZero();
            assertThat(text("out")).contains("Connection successful!", "Logged in to prod-analytics/");
            assertThat(client.environment()).containsEntry("FOURMINDS_RDS_AUTH", auth);
            local.destroy();
            assertThat(ChildProgram.ended(local)).isEqualTo(TERMINATED);
        } finally {
            local.destroy();
        }
        assertThat(text("err")).contains("not AWS", "throw-away");
        assertThat(files(folder.resolve("tmp"))).isEmpty();
        assertThat(files(directory)).isEmpty();
    }

    @Test
    void localKeepsAFileThatIsInTheWayOfItsToken() throws Exception {
        Path directory = Files.createDirectory(folder.resolve("working"));
        Path precious = Files.writeString(directory.resolve("fourminds-rds-web-identity-token"), "precious");
        ProcessBuilder local =
                program("local", "--auth", "iam-role", "--engine", "postgresql").directory(directory.toFile());
        assertThat(ChildProgram.ended(local.start())).isEqualTo(2);
        assertThat(text("err")).contains("fourminds-rds-web-identity-token");
        assertThat(precious).hasContent("precious");
    }

    @Test
    void localKnowsItsEngines() throws Exception {
        assertThat(ChildProgram.ended(
                        program("local", "--engine", "postgresql,oracle").start()))
                .isEqualTo(2);
        assertThat(text("err")).contains("oracle", "postgresql,mariadb,mysql");
        assertThat(ChildProgram.ended(program("local", "--cluster", "mariadb").start()))
                .isEqualTo(2);
        assertThat(text("err")).contains("--cluster", "mariadb", "postgresql,mysql");
    }

    @Test
    void localFailsItsClustersOverWhenTold() throws Exception {
        Process local = program("local", "--engine", "postgresql", "--cluster", "postgresql")
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .start();
        try (BufferedReader reader =
                        new BufferedReader(new InputStreamReader(local.getInputStream(), StandardCharsets.UTF_8));
                Writer typed = new OutputStreamWriter(local.getOutputStream(), StandardCharsets.UTF_8)) {
            assertThat(reader.readLine()).startsWith("export FOURMINDS_RDS_");
            typed.write("failover\nfailover no-such\nfailover prod-cluster prod-cluster-3\n");
            typed.flush();
            long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
            while (!text("err").contains("The writer of prod-cluster is now") && System.nanoTime() < deadline) {
                Thread.sleep(100);
            }
            local.destroy();
            assertThat(ChildProgram.ended(local)).isEqualTo(TERMINATED);
        } finally {
            local.destroy();
        }
        assertThat(text("err"))
                .contains(
                        "Cluster prod-cluster: writer by --connect-host 127.0.0.1 --connect-port ",
                        "Type: failover CLUSTER [MEMBER]",
                        "'no-such' is not one of the clusters that run [prod-cluster]",
                        "The writer of prod-cluster is now prod-cluster-3");
        assertThat(files(folder.resolve("tmp"))).isEmpty();
    }

    @Test
    void localKnowsWhichInstancesListen() throws Exception {
        assertThat(ChildProgram.ended(program("local", "--engine", "postgresql", "--instance-port", "prod-orders=3306")
                        .start()))
                .isEqualTo(2);
        assertThat(text("err")).contains("--instance-port: [prod-orders] cannot be connected to", "prod-tunnel");
        assertThat(ChildProgram.ended(program("local", "--engine", "mariadb", "--database-port", "5432")
                        .start()))
                .isEqualTo(2);
        assertThat(text("err")).contains("--database-port: [prod-analytics] cannot be connected to");
    }

    @Test
    void localKnowsItsMethods() throws Exception {
        assertThat(ChildProgram.ended(program("local", "--auth", "guess").start()))
                .isEqualTo(2);
        assertThat(text("err")).contains("guess", "access-keys, iam-role, cognito");
    }
}
