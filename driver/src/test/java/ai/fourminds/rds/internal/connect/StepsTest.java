package ai.fourminds.rds.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.internal.credentials.CredentialsMethods;
import ai.fourminds.rds.internal.discovery.EnginePlugins;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.plugin.ConnectRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Flight Recorder and the log show of connects. */
class StepsTest {

    private static final String ID = "prod-reporting";

    @TempDir
    private Path folder;

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Logger logger = Logger.getLogger("ai.fourminds.rds");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** Asks for the token as a native driver does once the certificate is verified. */
    private final RecordingPlugin plugin = new RecordingPlugin() {
        @Override
        public Connection connect(ConnectRequest request) throws SQLException {
            assertThat(request.tokens().mint(Duration.ofSeconds(20)).value()).contains("X-Amz-Signature");
            return super.connect(request);
        }
    };

    private final SharedState shared =
            SharedState.of(new EnginePlugins(List.of(plugin)), CredentialsMethods.load(), Clock.systemUTC());
    private final Map<String, String> settings = new HashMap<>();
    private LocalRds cloud;

    @BeforeEach
    void start() {
        cloud = LocalRds.builder().withoutDatabases().start();
        settings.putAll(cloud.settings());
        settings.put("connectTimeout", "60s");
        logger.setLevel(Level.FINE);
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() throws InterruptedException {
        logger.removeHandler(handler);
        logger.setLevel(null);
        System.clearProperty("aws.configFile");
        System.clearProperty("aws.sharedCredentialsFile");
        CloudAccess.awaitCalls();
        cloud.close();
    }

    private Connection connect() throws SQLException {
        return new Connector(shared, Configuration.ofUrl(shared, "jdbc:fourminds-rds:" + ID, settings, Map.of(), 0), 0)
                .connect();
    }

    private List<RecordedEvent> recorded(Runnable connects) throws IOException {
        Path file = folder.resolve("steps.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            connects.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("ai.fourminds.rds."))
                .sorted((one, other) -> one.getEndTime().compareTo(other.getEndTime()))
                .toList();
    }

    private static String words(RecordedEvent event) {
        return event.getEventType().getName().substring("ai.fourminds.rds.".length()) + " " + event.getString("subject")
                + ": " + event.getString("outcome");
    }

    @Test
    void everyStepIsAnEventWithItsOutcome() throws IOException {
        plugin.fault = FailureCode.UNKNOWN_DATABASE;
        List<RecordedEvent> events = recorded(() -> {
            assertThat(catchThrowable(this::connect)).isNull();
            plugin.failures.add(new SQLException("no such database", "3D000"));
            assertThat(catchThrowable(this::connect)).hasMessageContaining("does not exist");
        });
        String endpoint = plugin.requests.get(0).endpoint().toString();
        assertThat(events)
                .extracting(StepsTest::words)
                .containsExactly(
                        "Credentials access-keys: ok",
                        "LookUp " + ID + ": ok",
                        "Tls " + endpoint + ": ok",
                        "Token " + endpoint + ": ok",
                        "Login " + endpoint + ": ok",
                        "Connect " + ID + ": ok",
                        "Tls " + endpoint + ": ok",
                        "Token " + endpoint + ": ok",
                        "Login " + endpoint + ": failed",
                        "Connect " + ID + ": unknown-database");
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().endsWith(".Connect"))
                .extracting(event -> event.getString("detail"))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .contains(
                                        "user fourminds_iam_user",
                                        "auth=access-keys",
                                        "region us-east-1",
                                        "credentials asked",
                                        "description asked"),
                        second -> assertThat(second).contains("credentials cached", "description cached"));
        assertThat(events.toString()).doesNotContain("X-Amz", cloud.principal().secretAccessKey());
    }

    @Test
    void everyStepIsALineAtFine() throws SQLException {
        connect();
        assertThat(lines).hasSize(6).allSatisfy(line -> assertThat(line).containsPattern("ok in \\d+\\.\\d ms$"));
        assertThat(lines.get(1)).startsWith("look-up [" + ID + "] auth=access-keys, region us-east-1: ok");
        assertThat(lines.get(5)).startsWith("connect [" + ID + "] user fourminds_iam_user, auth=access-keys");
        assertThat(lines.toString()).doesNotContain("X-Amz", cloud.principal().secretAccessKey());
    }

    @Test
    void keysThatWereReplacedAtTheirSourceAreTriedOnce() throws SQLException, IOException {
        System.setProperty("aws.configFile", folder.resolve("config").toString());
        Path file = folder.resolve("credentials");
        System.setProperty("aws.sharedCredentialsFile", file.toString());
        settings.remove("accessKeyId");
        settings.remove("secretAccessKey");
        settings.remove("sessionToken");
        settings.put("auth", "profile");
        settings.put("awsProfile", "x");
        String keys = "[x]\naws_access_key_id = " + cloud.principal().accessKeyId() + "\naws_secret_access_key = "
                + cloud.principal().secretAccessKey() + "\n";
        Files.writeString(file, keys);
        connect();
        plugin.fault = FailureCode.AUTHENTICATION_FAILED;
        plugin.failures.add(new SQLException("PAM", "28000"));
        Files.writeString(file, keys.replaceFirst("secret_access_key = .", "secret_access_key = _"));
        connect();
        assertThat(lines)
                .filteredOn(line -> line.startsWith("connect"))
                .last()
                .asString()
                .contains("tried again after AUTHENTICATION_FAILED");
        plugin.failures.add(new SQLException("PAM", "28000"));
        assertThat(catchThrowable(this::connect)).hasMessageContaining("Authentication failed");
        assertThat(plugin.requests).hasSize(4);
    }
}
