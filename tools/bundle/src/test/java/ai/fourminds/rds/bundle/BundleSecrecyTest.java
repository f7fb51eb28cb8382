package ai.fourminds.rds.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.principals.Principal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the jar tells java.util.logging when a program logs everything: names and times, but no secret. */
final class BundleSecrecyTest {
    private static final String URL = "jdbc:fourminds-rds:prod-analytics/sales";
    private static final String SDK = "ai.fourminds.rds.shaded.software.amazon.awssdk";
    private static final String CONNECT = "arn:aws:rds-db:us-east-1:*:dbuser:*/fourminds_iam_user";

    /** Parts of signed URLs, of IAM tokens and of any JSON Web Token. */
    private static final List<String> TRACES =
            List.of("X-Amz-Signature", "X-Amz-Security-Token", "X-Amz-Credential", "eyJ");

    /** What docs/logging.md says of programs that log everything. */
    private static final Map<String, String> QUIET =
            Map.of(SDK + ".level", "INFO", "sun.net.www.protocol.http.HttpURLConnection.level", "INFO");

    private static LocalRds local;

    @TempDir
    private Path folder;

    @BeforeAll
    static void starts() {
        local = Clouds.all();
    }

    @Test
    void logsNoSessionTokenAndNoSignedUrlAtFinest() throws IOException, InterruptedException {
        var made = Principal.session("analyst", "monday", Instant.now().plusSeconds(3600));
        var session = local.addPrincipal(made.withConnect(CONNECT));
        var log = logOf(local.settings(session));
        assertThat(log).doesNotContain(session.secretAccessKey(), String.valueOf(session.sessionToken()));
    }

    @Test
    void logsNoPasswordAndNoIdTokenAtFinest() throws IOException, InterruptedException {
        var settings = local.settings(local.cognito().user(), local.cognito().secretClient());
        var log = logOf(settings);
        assertThat(log).doesNotContain(settings.get("cognitoPassword"), settings.get("cognitoClientSecret"));
    }

    /** Otherwise the tests above could pass because the SDK's loggers have other names in this jar. */
    @Test
    void logsNoTokenWhereTheSdkLogsItsRequests() throws IOException, InterruptedException {
        assertThat(everythingOf(local.settings(), Map.of()))
                .contains(SDK, "Sending Request")
                .doesNotContain("X-Amz-Signature");
    }

    private String logOf(Map<String, String> settings) throws IOException, InterruptedException {
        var log = everythingOf(settings, QUIET);
        assertThat(log).as("the program does log").contains("org.postgresql");
        assertThat(log).doesNotContain(TRACES);
        return log;
    }

    /** Runs a program whose root logger and log file take everything, with the console as the JDK has it. */
    private String everythingOf(Map<String, String> settings, Map<String, String> levels)
            throws IOException, InterruptedException {
        var file = folder.resolve("program.log");
        var logging = new Properties();
        logging.put("handlers", "java.util.logging.FileHandler, java.util.logging.ConsoleHandler");
        logging.put(".level", "FINEST");
        logging.putAll(levels);
        logging.put("java.util.logging.FileHandler.level", "ALL");
        logging.put("java.util.logging.FileHandler.pattern", file.toString().replace("%", "%%"));
        logging.put("java.util.logging.FileHandler.formatter", "java.util.logging.SimpleFormatter");
        logging.put("java.util.logging.FileHandler.encoding", "UTF-8");
        var configuration = folder.resolve("logging.properties");
        try (var out = Files.newOutputStream(configuration)) {
            logging.store(out, null);
        }
        var all = new Properties();
        all.putAll(settings);
        var answer =
                DriverManagerClient.run(new Bundle(), URL, all, "-Djava.util.logging.config.file=" + configuration);
        assertThat(answer.stderr()).isEmpty();
        assertThat(answer.stdout()).isEqualToIgnoringNewLines("fourminds_iam_user");
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
