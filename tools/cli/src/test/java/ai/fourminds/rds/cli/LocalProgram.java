package ai.fourminds.rds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SettingInfo;
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
import java.util.Locale;
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

    /** Standard output of a run that succeeds. */
    static byte[] bytes(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(settings());
        Captured captured = new Captured();
        assertThat(runBare(captured, all.toArray(String[]::new)).exit()).isZero();
        return captured.bytes();
    }

    /** With nothing but the arguments; in no run may the secret key be printed. */
    static Ended runBare(String... args) {
        return runBare(new Captured(), args);
    }

    /** With somebody at the console. */
    static Ended runBare(Captured captured, String... args) {
        int exit = new CommandShell(captured.console(), Map.of()).run(args);
        assertThat(captured.out() + captured.err())
                .doesNotContain(RDS.settings().get("secretAccessKey"));
        return new Ended(exit, captured.out(), captured.err());
    }

    /** Settings as options, the secrets in files of this folder. */
    static List<String> options(Map<String, String> settings, Path folder) throws IOException {
        List<String> options = new ArrayList<>();
        for (SettingInfo setting : RdsFleet.settings()) {
            String value = settings.get(setting.name());
            if (value == null) {
                continue;
            }
            String option = "--"
                    + setting.name().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
            if (setting.secret()) {
                Path file = Files.writeString(folder.resolve(setting.name() + ".secret"), value + "\n");
                options.addAll(List.of(option + "-file", file.toString()));
            } else {
                options.addAll(List.of(option, value));
            }
        }
        return options;
    }

    /** A command with options after it. */
    static String[] words(List<String> options, String... command) {
        return Stream.concat(Stream.of(command), options.stream()).toArray(String[]::new);
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
