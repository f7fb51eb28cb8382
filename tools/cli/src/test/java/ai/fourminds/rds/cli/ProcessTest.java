package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.files;
import static ai.fourminds.rds.cli.LocalProgram.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
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

    @TempDir
    Path folder;

    private ProcessBuilder program(String... args) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-cp",
                System.getProperty("java.class.path"),
                "ai.fourminds.rds.cli.Main"));
        command.addAll(List.of(args));
        folder.resolve("tmp").toFile().mkdirs();
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("err").toFile())
                .redirectOutput(folder.resolve("out").toFile());
    }

    private static void configure(ProcessBuilder program) {
        Map<String, String> settings = LocalProgram.RDS.settings();
        Map<String, String> environment = program.environment();
        environment.put("FOURMINDS_RDS_REGION", settings.get("region"));
        environment.put("FOURMINDS_RDS_ENDPOINT_URL", settings.get("endpointUrl"));
        environment.put("FOURMINDS_RDS_AUTH", settings.get("auth"));
        environment.put("FOURMINDS_RDS_ACCESS_KEY_ID", settings.get("accessKeyId"));
        environment.put("FOURMINDS_RDS_SECRET_ACCESS_KEY", settings.get("secretAccessKey"));
        environment.put("FOURMINDS_RDS_TLS_ROOT_CERT", settings.get("tlsRootCert"));
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    @Test
    void aTerminatedExportTidiesUpAndStillWritesItsManifest() throws Exception {
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
            // The part file appears when the export begins.
            watch.take();
            process.destroy();
            assertThat(process.waitFor()).isEqualTo(TERMINATED);
            assertThat(files(out)).containsExactly("export.json");
            JsonNode table = manifest(out).path("tables").path(0);
            assertThat(table.path("status").asText()).isEqualTo("failed");
            assertThat(table.path("error").asText()).isEqualTo("interrupted");
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
        assertThat(process.waitFor()).isEqualTo(141);
        assertThat(text("err")).isEmpty();
    }

    @Test
    void theDemoEndsByItselfAndLeavesOnlyItsFolder() throws Exception {
        Path out = folder.resolve("demo");
        Process process = program("demo", "--out", out.toString()).start();
        int exit = process.waitFor();
        assertThat(exit).describedAs(text("err")).isZero();
        assertThat(text("err")).contains("not AWS").doesNotContain("\u001B");
        assertThat(text("out"))
                .contains("prod-analytics", "250 instances in all", "public.orders", "export.json", "What to type next")
                .doesNotContain("\u001B");
        assertThat(files(out)).contains("export.json", "public.orders.csv").noneMatch(name -> name.endsWith(".part"));
        assertThat(files(folder.resolve("tmp"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "local"})
    void aDistributionWithoutTheLocalRdsSaysSo(String command) throws Exception {
        ProcessBuilder program = program(command);
        List<String> words = program.command();
        int path = words.indexOf("-cp") + 1;
        words.set(path, withoutLocalRds(words.get(path)));
        assertThat(program.directory(folder.toFile()).start().waitFor()).isEqualTo(2);
        assertThat(text("err")).contains("This distribution brings no local RDS.");
    }

    private static String withoutLocalRds(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.contains("local-rds") && !entry.contains("fourminds-rds-local"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void localPrintsSettingsThatWorkAndEndsWhenTold() throws Exception {
        Process local =
                program("local").redirectOutput(ProcessBuilder.Redirect.PIPE).start();
        ProcessBuilder client =
                program("test", "prod-analytics").redirectError(new File(folder.toFile(), "client-err"));
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(local.getInputStream(), StandardCharsets.UTF_8))) {
            for (int lines = 0; lines < 6; lines++) {
                String line = reader.readLine();
                assertThat(line).startsWith("export FOURMINDS_RDS_");
                String[] parts = line.substring("export ".length()).split("=", 2);
                client.environment().put(parts[0], parts[1]);
            }
            assertThat(client.start().waitFor()).describedAs(text("client-err")).isZero();
            assertThat(text("out")).contains("Connection successful!", "Logged in to prod-analytics/");
            local.destroy();
            assertThat(local.waitFor()).isEqualTo(TERMINATED);
        }
        assertThat(text("err")).contains("not AWS", "throw-away");
        assertThat(files(folder.resolve("tmp"))).isEmpty();
    }
}
