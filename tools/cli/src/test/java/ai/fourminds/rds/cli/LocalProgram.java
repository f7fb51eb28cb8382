package ai.fourminds.rds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.command.CommandShell;
import ai.fourminds.rds.cli.output.Captured;
import ai.fourminds.rds.local.LocalRds;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The program against one local RDS, which all tests share and the JVM's end stops. Thread-safe. */
final class LocalProgram {
    static final ObjectMapper JSON = new ObjectMapper();
    static final LocalRds RDS = LocalRds.start();
    static final Path SECRET_KEY = secretKey();

    /** How a run ended. */
    record Ended(int exit, String out, String err) {
        JsonNode json() throws IOException {
            return JSON.readTree(out);
        }

        JsonNode error() throws IOException {
            return JSON.readTree(err).path("error");
        }
    }

    private LocalProgram() {}

    /** With the settings that lead to the local RDS. */
    static Ended run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(settings());
        return runBare(all.toArray(String[]::new));
    }

    /** With nothing but the arguments; in no run may the secret key be printed. */
    static Ended runBare(String... args) {
        Captured captured = new Captured();
        int exit = new CommandShell(captured.console(), Map.of()).run(args);
        assertThat(captured.out() + captured.err())
                .doesNotContain(RDS.settings().get("secretAccessKey"));
        return new Ended(exit, captured.out(), captured.err());
    }

    static List<String> settings() {
        Map<String, String> settings = RDS.settings();
        return List.of(
                "--region", settings.get("region"),
                "--endpoint-url", settings.get("endpointUrl"),
                "--auth", "access-keys",
                "--access-key-id", settings.get("accessKeyId"),
                "--secret-access-key-file", SECRET_KEY.toString(),
                "--tls-root-cert", settings.get("tlsRootCert"));
    }

    static JsonNode manifest(Path folder) throws IOException {
        return JSON.readTree(folder.resolve("export.json").toFile());
    }

    static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Path secretKey() {
        try {
            Path file = Files.createTempFile("secret", ".key");
            file.toFile().deleteOnExit();
            return Files.writeString(file, RDS.settings().get("secretAccessKey") + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
