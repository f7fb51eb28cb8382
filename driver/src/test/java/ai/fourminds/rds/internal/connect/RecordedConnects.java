package ai.fourminds.rds.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fourminds.rds.MovableClock;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.credentials.CredentialsMethods;
import ai.fourminds.rds.internal.discovery.EnginePlugins;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.plugin.ConnectRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Connects with AWS's side real and the engine's recorded. */
abstract class RecordedConnects {

    static final String PREFIX = "jdbc:fourminds-rds:";
    static final String ID = "prod-reporting";

    static LocalRds cloud;

    final RecordingPlugin plugin = new RecordingPlugin();
    final MovableClock clock = new MovableClock(Instant.now());
    final SharedState shared = SharedState.of(new EnginePlugins(List.of(plugin)), CredentialsMethods.load(), clock);

    @BeforeAll
    static void start() {
        cloud = LocalRds.builder().withoutDatabases().start();
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @AfterEach
    void allIsWell() throws InterruptedException {
        cloud.faults().clear();
        CloudAccess.awaitCalls();
    }

    Throwable connect(String url, String... more) {
        Map<String, String> properties = new HashMap<>(cloud.settings());
        properties.put("connectTimeout", "60s");
        for (int index = 0; index < more.length; index += 2) {
            properties.put(more[index], more[index + 1]);
        }
        return catchThrowable(() -> assertThat(
                        new Connector(shared, Configuration.ofUrl(shared, url, properties, Map.of(), 0), 0).connect())
                .isSameAs(RecordingPlugin.CONNECTION));
    }

    void assertRefused(Throwable failure, String code, String... words) {
        assertThat(failure).isInstanceOf(RdsFailure.class).hasMessageContainingAll(words);
        assertThat(((RdsFailure) failure).diagnosis().code()).isEqualTo(code);
        assertThat(failure.getMessage()).doesNotContain(cloud.principal().secretAccessKey(), "X-Amz-Signature");
        assertThat(plugin.requests).isEmpty();
    }

    RdsInstance first(java.util.function.Predicate<RdsInstance> wanted) throws SQLException {
        FleetAccess fleet = FleetAccess.of(shared, Configuration.ofSettings(shared, cloud.settings(), Map.of()), null);
        return fleet.instances().stream().filter(wanted).findFirst().orElseThrow();
    }

    static String token(ConnectRequest request) throws SQLException {
        return request.tokens().mint(Duration.ofSeconds(1)).value();
    }
}
