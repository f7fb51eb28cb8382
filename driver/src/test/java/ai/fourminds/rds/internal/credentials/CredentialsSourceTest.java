package ai.fourminds.rds.internal.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.MovableClock;
import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.internal.credentials.CredentialsSource.KeyShelf;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialsSourceTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final MovableClock clock = new MovableClock(NOW);
    private final CredentialsMethods methods = CredentialsMethods.load();
    private final CredentialsSource source = new CredentialsSource(methods, clock);

    private static Identity accessKeys(String id) {
        return new Identity("access-keys", Map.of("accessKeyId", id, "secretAccessKey", "canary"), "us-east-1", null);
    }

    @Test
    void theDriversOwnMethodsAreThere() {
        assertThat(methods.settingsByName()).containsKeys("default", "profile", "access-keys");
    }

    @Test
    void identitiesNeverShareKeys() throws SQLException {
        assertThat(source.keys(accessKeys("A"), Duration.ofSeconds(1)).accessKeyId())
                .isEqualTo("A");
        assertThat(source.keys(accessKeys("B"), Duration.ofSeconds(1)).accessKeyId())
                .isEqualTo("B");
    }

    @Test
    void keysAreRefreshedFiveMinutesAheadAndUsableToTheEnd() {
        Instant end = NOW.plus(Duration.ofHours(1));
        AwsKeys keys = new AwsKeys("A", "s", "t", end);
        KeyShelf shelf = new KeyShelf();
        assertThat(shelf.freshUntil(keys, NOW)).isEqualTo(end.minus(Duration.ofMinutes(5)));
        assertThat(shelf.usableUntil(keys, NOW, new SQLException())).isEqualTo(end);
    }

    @Test
    void anUnknownProfileIsNamed() {
        Identity nobody = new Identity("profile", Map.of("awsProfile", "no-such-profile"), "us-east-1", null);
        assertThatThrownBy(() -> source.keys(nobody, Duration.ofSeconds(5)))
                .hasMessageContainingAll("auth=profile", "no-such-profile", "aws sso login");
    }

    @Test
    void nothingPrintsASecret() throws SQLException {
        assertThat(accessKeys("A").toString()).contains("secretAccessKey").doesNotContain("canary");
        assertThat(source.keys(accessKeys("A"), Duration.ofSeconds(1)).toString())
                .doesNotContain("canary");
    }
}
