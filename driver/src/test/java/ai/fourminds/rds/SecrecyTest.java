package ai.fourminds.rds;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.internal.aws.TokenMint;
import ai.fourminds.rds.internal.connect.CloudAccess;
import ai.fourminds.rds.internal.connect.FleetAccess;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.cognito.CognitoUser;
import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.local.principals.Role;
import ai.fourminds.rds.plugin.AuthToken;
import ai.fourminds.rds.plugin.Endpoint;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Canaries in every secret: each method runs through success and failure with everything logged, and none turns up in what
 * anybody could read afterwards.
 */
class SecrecyTest {

    private static final String CANARY = "Canary0Canary0Canary0Canary0Canary0Canary";

    @TempDir
    private Path folder;

    private final StringBuffer log = new StringBuffer();
    private final List<String> shown = new ArrayList<>();
    private final CloudAccess access = new CloudAccess(Clock.systemUTC());
    private final Logger root = Logger.getLogger("");
    private final Level level = root.getLevel();
    // Below INFO these print whole requests; docs/logging.md says so, and what applications do about it.
    private final List<Logger> wire = List.of(
            Logger.getLogger("software.amazon.awssdk"),
            Logger.getLogger("sun.net.www.protocol.http.HttpURLConnection"));
    private Handler[] handlers = {};
    private LocalRds cloud;

    @BeforeEach
    void logEverything() {
        cloud = LocalRds.builder().withoutDatabases().start();
        handlers = root.getHandlers();
        for (Handler handler : handlers) {
            root.removeHandler(handler);
        }
        root.addHandler(new Recorder());
        root.setLevel(Level.FINEST);
        wire.forEach(logger -> logger.setLevel(Level.INFO));
    }

    @AfterEach
    void logAsBefore() {
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        for (Handler handler : handlers) {
            root.addHandler(handler);
        }
        root.setLevel(level);
        wire.forEach(logger -> logger.setLevel(null));
        cloud.close();
    }

    @Test
    void noSecretShowsItself() throws Exception {
        Logger.getLogger("ai.fourminds").finest("heard");
        Principal session = session();
        Role role = cloud.addRole(Role.named("analyst").trustingWebIdentity("me"));
        String oidc = cloud.webIdentityToken("me", Duration.ofHours(1));
        Path tokenFile =
                Files.writeString(Files.createDirectory(folder.resolve("given")).resolve("token"), oidc);
        CognitoUser user = cloud.cognito().addUser(CognitoUser.named("carla", CANARY));
        Map<String, String> cognito = cloud.settings(user, cloud.cognito().secretClient());
        List<Map<String, String>> configurations = List.of(
                cloud.settings(session),
                cloud.settings(role, tokenFile),
                with(cognito, "cognitoFlow", "srp"),
                with(cognito, "cognitoFlow", "password"));
        AwsKeys keys = new AwsKeys(
                session.accessKeyId(), session.secretAccessKey(), session.sessionToken(), session.expiresAt());
        AuthToken token = TokenMint.mint(keys, cloud.region(), new Endpoint("db.example", 5432), "u");
        shown.add(keys + " " + token);
        for (Map<String, String> settings : configurations) {
            run(settings);
            for (String secret : List.of("secretAccessKey", "sessionToken", "cognitoPassword", "cognitoClientSecret")) {
                if (settings.containsKey(secret)) {
                    run(with(settings, secret, CANARY));
                }
            }
            cloud.faults().failNext(500, 500, 500, 500, 500, 500, 500, 500);
            run(with(settings, "roleSessionName", "again"));
            cloud.faults().clear();
        }
        assertThat(log).as("everything is listened to").contains("heard");
        assertThat(shown).isNotEmpty();
        List<String> secrets = new ArrayList<>(
                List.of(CANARY, session.secretAccessKey(), String.valueOf(session.sessionToken()), oidc));
        secrets.add(token.value());
        secrets.add(cognito.get("cognitoClientSecret"));
        Stream.of(log.toString(), String.join("\n", shown), processState(), filesWritten())
                .forEach(text -> assertThat(secrets)
                        .allSatisfy(secret -> assertThat(text.contains(secret))
                                .as("a secret of %d characters in:%n%s", secret.length(), around(text, secret))
                                .isFalse()));
        assertThat(log.toString()).doesNotContain("X-Amz-Signature=");
    }

    /** The levels of other libraries' loggers are the application's. */
    @Test
    void noTokenShowsEvenWhereTheSdkLogsEverything() throws Exception {
        wire.forEach(logger -> logger.setLevel(null));
        FleetAccess fleet = access.fleet(cloud.settings(session()));
        fleet.caller(fleet.deadline());
        AuthToken token = TokenMint.mint(
                new AwsKeys("AKIA1", CANARY, null, null), cloud.region(), new Endpoint("db.example", 5432), "u");
        assertThat(log).contains("software.amazon.awssdk").doesNotContain(token.value(), "X-Amz-Signature", CANARY);
        assertThat(wire).extracting(Logger::getLevel).containsOnlyNulls();
    }

    private Principal session() {
        return cloud.addPrincipal(
                Principal.session("analyst", "monday", Instant.now().plusSeconds(3600))
                        .withConnect("arn:aws:rds-db:*:*:dbuser:*/*"));
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.put(name, value);
        return changed;
    }

    private void run(Map<String, String> settings) {
        try {
            FleetAccess fleet = access.fleet(settings);
            shown.add(fleet + " " + access.caller(settings) + access.instance(settings, "prod-reporting"));
        } catch (SQLException failure) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            shown.add(trace.toString());
        }
    }

    private static String processState() {
        StringBuilder state = new StringBuilder(System.getProperties().toString());
        Thread.getAllStackTraces()
                .keySet()
                .forEach(thread -> state.append(thread.getName()).append('\n'));
        ProcessHandle.current().info().arguments().ifPresent(arguments -> state.append(String.join(" ", arguments)));
        return state.toString();
    }

    private String filesWritten() throws Exception {
        StringBuilder contents = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.startsWith(folder.resolve("given"))) {
                    contents.append(Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return contents.toString();
    }

    private static String around(String text, String secret) {
        int at = text.indexOf(secret);
        return at < 0 ? "" : text.substring(Math.max(0, at - 300), at) + "<secret>";
    }

    private final class Recorder extends Handler {
        private final SimpleFormatter formatter = new SimpleFormatter();

        Recorder() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord event) {
            log.append(event.getLoggerName()).append(' ').append(formatter.format(event));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
