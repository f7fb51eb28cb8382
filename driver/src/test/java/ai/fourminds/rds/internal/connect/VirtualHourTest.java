package ai.fourminds.rds.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.MovableClock;
import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsMethod;
import ai.fourminds.rds.internal.credentials.CredentialsMethods;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.Principal;
import ai.fourminds.rds.plugin.ConnectRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An hour and more of connects, by a clock of the test's own, with credentials that end every quarter of an hour. */
class VirtualHourTest {

    /** Gives sessions of fifteen minutes by the driver's clock, each with a key of its own; found by the ServiceLoader. */
    public static final class ShiftMethod implements CredentialsMethod {
        private static final Map<String, Instant> ENDS = new ConcurrentHashMap<>();
        private static volatile LocalRds cloud;

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
            Instant end = context.clock().instant().plus(Duration.ofMinutes(15));
            Principal session = cloud.addPrincipal(
                    Principal.session("shift", "s", Instant.now().plus(Duration.ofHours(1))));
            ENDS.put(session.accessKeyId(), end);
            return new AwsKeys(session.accessKeyId(), session.secretAccessKey(), session.sessionToken(), end);
        }
    }

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Pattern KEY = Pattern.compile("X-Amz-Credential=(\\w+)");

    @Test
    void noConnectFailsWhileCredentialsRotate() throws Exception {
        MovableClock clock = new MovableClock(Instant.parse("2026-06-01T00:00:00Z"));
        RecordingPlugin plugin = new RecordingPlugin();
        SharedState shared = SharedState.of(new EnginePlugins(List.of(plugin)), CredentialsMethods.load(), clock);
        try (LocalRds cloud = LocalRds.builder().withoutDatabases().start()) {
            ShiftMethod.cloud = cloud;
            Map<String, String> settings = new HashMap<>(cloud.settings());
            settings.keySet().removeIf(name -> name.startsWith("access") || name.startsWith("secret"));
            settings.put("auth", "test-shift");
            for (int minute = 0; minute < 75; minute++) {
                new Connector(
                                shared,
                                Configuration.ofUrl(shared, "jdbc:fourminds-rds:prod-reporting", settings, Map.of()))
                        .connect();
                ConnectRequest last = plugin.requests.get(minute);
                Matcher key = KEY.matcher(last.tokens().mint(LIMIT).value());
                assertThat(key.find()).isTrue();
                assertThat(ShiftMethod.ENDS.get(key.group(1))).isAfter(clock.instant());
                // What an old connection needs to cancel a statement.
                assertThat(plugin.requests.get(0).tokens().mint(LIMIT).value()).contains(key.group());
                clock.advance(Duration.ofMinutes(1));
            }
            assertThat(ShiftMethod.ENDS).hasSizeBetween(7, 9);
            assertThat(cloud.calls("DescribeDBInstances")).isEqualTo(75);
        }
    }
}
