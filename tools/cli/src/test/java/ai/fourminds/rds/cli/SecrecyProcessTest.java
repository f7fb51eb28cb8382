package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.RDS;
import static ai.fourminds.rds.cli.LocalProgram.options;
import static ai.fourminds.rds.cli.LocalProgram.words;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SettingInfo;
import ai.fourminds.rds.local.cognito.CognitoUser;
import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.local.principals.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Canaries in every secret, the program as a process that logs everything: none turns up on its streams, in its arguments,
 * or in a file that it leaves behind.
 */
class SecrecyProcessTest {
    private static final String CANARY = "Canary0Canary0Canary0Canary0Canary0Canary";
    private static final String WRONG = "Wrong00Wrong00Wrong00Wrong00Wrong00Wrong0";
    private static final String SUBJECT = "canary";

    /** Parts of signed URLs, of IAM tokens and of any JSON Web Token. */
    private static final List<String> TRACES = List.of("X-Amz-Signature", "X-Amz-Security-Token", "eyJ");

    @TempDir
    private Path folder;

    @TempDir
    private Path given;

    private final List<String> secrets = new ArrayList<>(List.of(CANARY, WRONG));

    @BeforeEach
    void logsEverything() throws IOException {
        var logging = new Properties();
        logging.put("handlers", "java.util.logging.FileHandler, java.util.logging.ConsoleHandler");
        logging.put(".level", "FINEST");
        // Below INFO these print whole requests, session tokens included; docs/logging.md says so.
        logging.put("software.amazon.awssdk.level", "INFO");
        logging.put("sun.net.www.protocol.http.HttpURLConnection.level", "INFO");
        logging.put("java.util.logging.ConsoleHandler.level", "ALL");
        logging.put("java.util.logging.FileHandler.level", "ALL");
        logging.put("java.util.logging.FileHandler.append", "true");
        logging.put(
                "java.util.logging.FileHandler.pattern", folder.resolve("log").toString());
        logging.put("java.util.logging.FileHandler.formatter", "java.util.logging.SimpleFormatter");
        try (var out = Files.newOutputStream(given.resolve("logging.properties"))) {
            logging.store(out, null);
        }
    }

    private Map<String, String> settings(String method) throws IOException {
        return switch (method) {
            case "access-keys" -> keys();
            case "iam-role" -> {
                Role role = RDS.addRole(Role.named("e2e-canary")
                        .trustingWebIdentity(SUBJECT)
                        .withConnect("arn:aws:rds-db:*:*:dbuser:*/*"));
                String token = RDS.webIdentityToken(SUBJECT, Duration.ofHours(1));
                secrets.add(token);
                yield RDS.settings(role, Files.writeString(given.resolve("oidc"), token));
            }
            default -> {
                CognitoUser user = RDS.cognito().addUser(CognitoUser.named("canary", CANARY));
                yield RDS.settings(user, RDS.cognito().secretClient());
            }
        };
    }

    private Map<String, String> keys() {
        Principal session =
                Principal.session("e2e-canary", "monday", Instant.now().plusSeconds(3600));
        return RDS.settings(RDS.addPrincipal(session.withConnect("arn:aws:rds-db:*:*:dbuser:*/*")));
    }

    @ParameterizedTest
    @CsvSource({
        "access-keys, file, 0",
        "access-keys, environment, 0",
        "iam-role, file, 0",
        "cognito, file, 0",
        "cognito, environment, 0",
        "access-keys, wrong, 3",
        "cognito, wrong, 3"
    })
    void noSecretShowsItself(String method, String way, int expected) throws Exception {
        Map<String, String> settings = new TreeMap<>(settings(method));
        for (SettingInfo setting : RdsFleet.settings()) {
            if (setting.secret() && settings.containsKey(setting.name())) {
                secrets.add(settings.get(setting.name()));
                settings.computeIfPresent(setting.name(), (name, value) -> way.equals("wrong") ? WRONG : value);
            }
        }
        for (String command : List.of("test prod-analytics", "databases prod-analytics --format json")) {
            ProcessBuilder program = program(settings, way, command.split(" "));
            assertThat(arguments(program)).doesNotContain(secrets).doesNotContain(TRACES);
            Process process = program.start();
            assertThat(ChildProgram.ended(process)).describedAs(text("err")).isEqualTo(expected);
            nothingShows();
        }
        assertThat(text("log")).as("the program does log").isNotEmpty();
    }

    @Test
    void aSavedConnectionHoldsItsSecretsSealed() throws Exception {
        Map<String, String> settings = settings("cognito");
        secrets.add(settings.get("cognitoClientSecret"));
        assertThat(ChildProgram.ended(program(settings, "environment", "connection", "save", "canary")
                        .start()))
                .describedAs(text("err"))
                .isZero();
        nothingShows();
        for (String command :
                List.of("connection show canary", "connection list", "test prod-analytics --connection canary")) {
            assertThat(ChildProgram.ended(
                            program(Map.of(), "file", command.split(" ")).start()))
                    .describedAs(text("err"))
                    .isZero();
            nothingShows();
        }
        assertThat(text("home/connections")).startsWith("fourminds-rds saved connections");
    }

    /** A program that waits for a secret on standard input can be looked at while it runs. */
    @Test
    void theRunningProcessHasNoSecretInItsArguments() throws Exception {
        Map<String, String> settings = new TreeMap<>(settings("cognito"));
        settings.remove("cognitoPassword");
        secrets.add(settings.get("cognitoClientSecret"));
        ProcessBuilder program =
                program(settings, "environment", "test", "--format", "json", "--cognito-password-file", "-");
        Process process = program.start();
        Path arguments = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        String seen = Files.isReadable(arguments)
                ? Files.readString(arguments, StandardCharsets.ISO_8859_1)
                : process.info().commandLine().orElseThrow();
        assertThat(seen).contains("ai.fourminds.rds.cli.Main").doesNotContain(secrets);
        try (var in = process.getOutputStream()) {
            in.write(CANARY.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(ChildProgram.ended(process)).describedAs(text("err")).isZero();
        nothingShows();
    }

    private ProcessBuilder program(Map<String, String> settings, String way, String... command) throws IOException {
        List<String> logging = List.of("-Djava.util.logging.config.file=" + given.resolve("logging.properties"));
        Map<String, String> environment = new TreeMap<>();
        Map<String, String> said = new TreeMap<>(settings);
        for (SettingInfo setting : RdsFleet.settings()) {
            if (way.equals("environment") && setting.secret() && said.containsKey(setting.name())) {
                environment.put(setting.environmentVariable(), said.remove(setting.name()));
            }
        }
        ProcessBuilder program = ChildProgram.of(folder, logging, words(options(said, given), command));
        program.environment().putAll(environment);
        return program;
    }

    private static String arguments(ProcessBuilder program) {
        return String.join("\n", program.command());
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
    }

    /** Its streams and its log are among the files of the folder, and so are its home and its temporary folder. */
    private void nothingShows() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(Stream.concat(secrets.stream(), TRACES.stream())
                                .filter(content::contains)
                                .map(String::length))
                        .as("lengths of the secrets in %s", folder.relativize(file))
                        .isEmpty();
            }
        }
    }
}
