package ai.fourminds.rds.internal.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.MovableClock;
import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsMethod;
import ai.fourminds.rds.internal.credentials.CredentialsSource.KeyShelf;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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
                .hasMessageContainingAll("auth=profile", "there is no profile 'no-such-profile'", "aws configure sso");
    }

    @Test
    void aLaptopThatSleptForHoursAndAClockSetBackGetFreshKeys() throws SQLException {
        AtomicInteger obtained = new AtomicInteger();
        CredentialsSource hourly = new CredentialsSource(CredentialsMethods.of(List.of(new Hourly(obtained))), clock);
        Identity identity = new Identity("hourly", Map.of(), "us-east-1", null);
        Duration timeout = Duration.ofSeconds(1);
        for (Duration jump : List.of(Duration.ZERO, Duration.ofHours(9), Duration.ofHours(-18), Duration.ofDays(400))) {
            clock.advance(jump);
            assertThat(hourly.keys(identity, timeout).expiration())
                    .isEqualTo(clock.instant().plus(Duration.ofHours(1)));
        }
        assertThat(obtained).hasValue(4);
    }

    @Test
    void keysThatAreOverWhenTheyComeAreNoticedBeforeTheyAreUsed() {
        CredentialsMethod late = new Hourly(new AtomicInteger()) {
            @Override
            public AwsKeys obtain(CredentialsContext context) {
                return new AwsKeys("A", "canary", "canary", NOW.minusSeconds(1));
            }
        };
        CredentialsSource source = new CredentialsSource(CredentialsMethods.of(List.of(late)), clock);
        assertThatThrownBy(
                        () -> source.keys(new Identity("hourly", Map.of(), "us-east-1", null), Duration.ofSeconds(1)))
                .hasMessageContaining("have expired")
                .hasMessageNotContaining("canary");
    }

    @Test
    void whatAMethodThrowsUncheckedIsADiagnosis() {
        CredentialsMethod broken = new Hourly(new AtomicInteger()) {
            @Override
            public AwsKeys obtain(CredentialsContext context) {
                throw new IllegalStateException("the vault is sealed");
            }
        };
        CredentialsSource source = new CredentialsSource(CredentialsMethods.of(List.of(broken)), clock);
        assertThatThrownBy(
                        () -> source.keys(new Identity("hourly", Map.of(), "us-east-1", null), Duration.ofSeconds(1)))
                .isInstanceOf(SQLException.class)
                .hasMessageContainingAll("auth=hourly", "IllegalStateException", "the vault is sealed");
    }

    @Test
    void anEndpointOfRdsIsNotGivenToMethods() throws SQLException {
        List<URI> given = new ArrayList<>();
        CredentialsMethod asking = new Hourly(new AtomicInteger()) {
            @Override
            public AwsKeys obtain(CredentialsContext context) {
                given.add(context.endpointUrl());
                return super.obtain(context);
            }
        };
        CredentialsSource source = new CredentialsSource(CredentialsMethods.of(List.of(asking)), clock);
        URI vpc = URI.create("https://vpce-0123.rds.us-east-1.vpce.amazonaws.com");
        URI local = URI.create("http://localhost:4566");
        for (URI endpoint : List.of(vpc, local)) {
            source.keys(new Identity("hourly", Map.of(), "us-east-1", endpoint), Duration.ofSeconds(1));
        }
        assertThat(given).containsExactly(null, local);
    }

    private static class Hourly implements CredentialsMethod {
        private final AtomicInteger obtained;

        Hourly(AtomicInteger obtained) {
            this.obtained = obtained;
        }

        @Override
        public String name() {
            return "hourly";
        }

        @Override
        public Set<String> settings() {
            return Set.of();
        }

        @Override
        public AwsKeys obtain(CredentialsContext context) {
            obtained.incrementAndGet();
            return new AwsKeys("A", "s", "t", context.clock().instant().plus(Duration.ofHours(1)));
        }
    }

    @Test
    void nothingPrintsASecret() throws SQLException {
        assertThat(accessKeys("A").toString()).contains("secretAccessKey").doesNotContain("canary");
        assertThat(source.keys(accessKeys("A"), Duration.ofSeconds(1)).toString())
                .doesNotContain("canary");
    }
}
