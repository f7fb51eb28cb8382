package ai.fourminds.rds.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.internal.credentials.CredentialsMethods;
import ai.fourminds.rds.internal.discovery.EnginePlugins;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Whatever a URL says, it is a configuration or a diagnosis. */
class UrlFuzz {

    private static final SharedState SHARED = SharedState.of(
            new EnginePlugins(List.of(new RecordingPlugin())), CredentialsMethods.load(), Clock.systemUTC());

    @FuzzTest(maxDuration = "3m")
    void anyUrlIsReadOrDiagnosed(byte[] data) {
        String url = "jdbc:fourminds-rds:" + new String(data, StandardCharsets.UTF_8);
        try {
            Configuration read = Configuration.ofUrl(SHARED, url, Map.of(), Map.of(), 0);
            assertThat(read.instance().id()).isNotEmpty();
        } catch (SQLException failure) {
            assertThat((Throwable) failure).isInstanceOf(RdsFailure.class);
            // 0A000: an engine without a plugin.
            assertThat(failure.getSQLState()).isIn("08001", "0A000");
            assertThat(failure.getMessage()).doesNotContain("\n");
        }
    }
}
