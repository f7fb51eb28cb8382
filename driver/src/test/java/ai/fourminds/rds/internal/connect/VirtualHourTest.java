package ai.fourminds.rds.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.MovableClock;
import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsMethod;
import ai.fourminds.rds.internal.credentials.CredentialsMethods;
import ai.fourminds.rds.internal.discovery.EnginePlugins;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.plugin.ConnectRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hours of connects by a clock of the test's own, with credentials that end. */
class VirtualHourTest {

    private static final int CALLERS = 64;
    private static final Duration SILENCE = Duration.ofHours(3);

    /** Gives sessions by the driver's clock, each with a key of its own; found by the ServiceLoader. */
    public static final class ShiftMethod implements CredentialsMethod {
        private static final Map<String, Instant> ENDS = new ConcurrentHashMap<>();
        private static volatile LocalRds cloud;
        private static volatile Duration length = Duration.ofMinutes(15);
        private static volatile CountDownLatch silent = new CountDownLatch(0);

        @Override
        public String name() {
            return "test-shift";
        }

        @Override
        public Set<String> settings() {
            return Set.of();
        }

        @Override
        public AwsKeys obtain(CredentialsContext context) {
            try {
                silent.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            Instant end = context.clock().instant().plus(length);
            Principal session = cloud.addPrincipal(
                    Principal.session("shift", "s", Instant.now().plus(Duration.ofHours(1))));
            ENDS.put(session.accessKeyId(), end);
            return new AwsKeys(session.accessKeyId(), session.secretAccessKey(), session.sessionToken(), end);
        }
    }

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Pattern KEY = Pattern.compile("X-Amz-Credential=(\\w+)");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-06-01T00:00:00Z"));
    private final RecordingPlugin plugin = new RecordingPlugin();
    private final SharedState shared =
            SharedState.of(new EnginePlugins(List.of(plugin)), CredentialsMethods.load(), clock);
    private final LocalRds cloud = LocalRds.builder().withoutDatabases().start();

    @BeforeEach
    void usualSessions() {
        ShiftMethod.ENDS.clear();
        ShiftMethod.cloud = cloud;
        ShiftMethod.length = Duration.ofMinutes(15);
    }

    @AfterEach
    void end() throws InterruptedException {
        ShiftMethod.silent.countDown();
        cloud.close();
        CloudAccess.awaitCalls();
    }

    private Connection connect() throws SQLException {
        Map<String, String> settings = new HashMap<>(cloud.settings());
        settings.keySet().removeIf(name -> name.startsWith("access") || name.startsWith("secret"));
        settings.put("auth", "test-shift");
        settings.put("discoveryTimeout", "20s");
        settings.put("connectTimeout", "60s");
        return new Connector(
                        shared,
                        Configuration.ofUrl(shared, "jdbc:fourminds-rds:prod-reporting", settings, Map.of(), 0),
                        0)
                .connect();
    }

    private static String token(ConnectRequest request) {
        try {
            return request.tokens().mint(LIMIT).value();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void assertSignedWithValidKeys(ConnectRequest request) {
        Matcher key = KEY.matcher(token(request));
        assertThat(key.find()).isTrue();
        assertThat(ShiftMethod.ENDS.get(key.group(1))).isAfter(clock.instant());
    }

    @Test
    void noConnectFailsWhileCredentialsRotate() throws Exception {
        for (int minute = 0; minute < 75; minute++) {
            connect();
            CloudAccess.awaitCalls();
            assertSignedWithValidKeys(plugin.requests.get(minute));
            // What an old connection needs to cancel a statement.
            assertSignedWithValidKeys(plugin.requests.get(0));
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(ShiftMethod.ENDS).hasSizeBetween(7, 9);
        assertThat(cloud.calls("DescribeDBInstances")).isEqualTo(75);
    }

    /** The credentials' source is silent from the start, the RDS API for an hour, and for another one it throttles. */
    @Test
    void noConnectWaitsForAwsNorFailsWhileCredentialsAreValid() throws Exception {
        ShiftMethod.length = Duration.ofMinutes(121);
        connect();
        ShiftMethod.silent = new CountDownLatch(1);
        cloud.faults().delay(SILENCE);
        ExecutorService pool = Executors.newFixedThreadPool(CALLERS);
        try {
            for (int minute = 1; minute <= 120; minute++) {
                if (minute == 60) {
                    cloud.faults().clear().throttleNext(Integer.MAX_VALUE);
                }
                clock.advance(Duration.ofMinutes(1));
                plugin.requests.clear();
                List<Future<Connection>> connects = new ArrayList<>();
                for (int caller = 0; caller < CALLERS; caller++) {
                    connects.add(pool.submit(this::connect));
                }
                for (Future<Connection> connect : connects) {
                    assertThat(connect.get(9, TimeUnit.SECONDS)).isSameAs(RecordingPlugin.CONNECTION);
                }
                assertThat(plugin.requests).hasSize(CALLERS).allSatisfy(this::assertSignedWithValidKeys);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(ShiftMethod.ENDS).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        ShiftMethod.silent.countDown();
        CloudAccess.awaitCalls();
        connect();
        assertThat(ShiftMethod.ENDS).hasSize(2);
    }
}
