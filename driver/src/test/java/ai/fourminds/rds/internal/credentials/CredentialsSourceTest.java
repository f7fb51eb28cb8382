package ai.fourminds.rds.internal.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.MovableClock;
import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsMethod;
import ai.fourminds.rds.internal.calls.Deadline;
import ai.fourminds.rds.internal.connect.CloudAccess;
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

    private static final Duration BOUND = Duration.ofSeconds(10);
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
        assertThat(source.keys(accessKeys("A"), BOUND, Deadline.in(BOUND)).accessKeyId())
                .isEqualTo("A");
        assertThat(source.keys(accessKeys("B"), BOUND, Deadline.in(BOUND)).accessKeyId())
                .isEqualTo("B");
    }

    @Test
    void keysAreRefreshedInTheBackgroundFromFiveMinutesAhead() throws Exception {
        AtomicInteger obtained = new AtomicInteger();
        CredentialsSource hourly = new CredentialsSource(CredentialsMethods.of(List.of(new Hourly(obtained))), clock);
        Identity identity = new Identity("hourly", Map.of(), "us-east-1", null);
        AwsKeys first = hourly.keys(identity, BOUND, Deadline.in(BOUND));
        clock.advance(Duration.ofMinutes(54));
        assertThat(hourly.keys(identity, BOUND, Deadline.in(BOUND))).isSameAs(first);
        assertThat(obtained).hasValue(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(hourly.keys(identity, BOUND, Deadline.in(BOUND))).isSameAs(first);
        CloudAccess.awaitCalls();
        assertThat(hourly.keys(identity, BOUND, Deadline.in(BOUND))).isNotSameAs(first);
        assertThat(obtained).hasValue(2);
    }

    @Test
    void anUnknownProfileIsNamed() {
        Identity nobody = new Identity("profile", Map.of("awsProfile", "no-such-profile"), "us-east-1", null);
        assertThatThrownBy(() -> source.keys(nobody, BOUND, Deadline.in(Duration.ofSeconds(20))))
                .hasMessageContainingAll("auth=profile", "there is no profile 'no-such-profile'", "aws configure sso");
    }

    @Test
    void aLaptopThatSleptForHoursAndAClockSetBackGetFreshKeys() throws Exception {
        AtomicInteger obtained = new AtomicInteger();
        CredentialsSource hourly = new CredentialsSource(CredentialsMethods.of(List.of(new Hourly(obtained))), clock);
        Identity identity = new Identity("hourly", Map.of(), "us-east-1", null);
        for (Duration jump : List.of(Duration.ZERO, Duration.ofHours(9), Duration.ofHours(-18), Duration.ofDays(400))) {
            clock.advance(jump);
            hourly.keys(identity, BOUND, Deadline.in(BOUND));
            CloudAccess.awaitCalls();
            assertThat(hourly.keys(identity, BOUND, Deadline.in(BOUND)).expiration())
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
        assertThatThrownBy(() ->
                        source.keys(new Identity("hourly", Map.of(), "us-east-1", null), BOUND, Deadline.in(BOUND)))
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
        assertThatThrownBy(() ->
                        source.keys(new Identity("hourly", Map.of(), "us-east-1", null), BOUND, Deadline.in(BOUND)))
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
            source.keys(new Identity("hourly", Map.of(), "us-east-1", endpoint), BOUND, Deadline.in(BOUND));
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
        assertThat(source.keys(accessKeys("A"), BOUND, Deadline.in(BOUND)).toString())
                .doesNotContain("canary");
    }
}
