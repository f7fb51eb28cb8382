package ai.fourminds.rds.local;

import static ai.fourminds.rds.local.AwsRefusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.fourminds.rds.local.principals.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsClient;

class AwsRefusalTest {
    private static final SettableClock CLOCK = new SettableClock();
    private static LocalRds rds;

    @BeforeAll
    static void start() {
        rds = LocalRds.builder().withoutDatabases().clock(CLOCK).start();
    }

    @AfterAll
    static void stop() {
        rds.close();
    }

    @AfterEach
    void setRight() {
        CLOCK.ahead(Duration.ZERO);
        rds.faults().clear();
    }

    static Stream<Principal> impostors() {
        Principal session = rds.addPrincipal(
                Principal.session("analyst", "ann", Instant.now().plusSeconds(3600)));
        return Stream.of(
                Principal.user("stranger"),
                withToken(session, null),
                withToken(session, session.sessionToken() + "x"),
                withToken(rds.principal(), "a token that a long-lived key does not have"));
    }

    @ParameterizedTest
    @MethodSource("impostors")
    void anUnknownKeyOrAForeignSessionTokenIsAnInvalidClientToken(Principal impostor) {
        assertRefused(
                describe(impostor), 403, "InvalidClientTokenId", "security token included in the request is invalid");
    }

    @Test
    void aWrongSecretDoesNotMatch() {
        Principal known = rds.principal();
        Principal wrong = new Principal(
                known.arn(), known.accessKeyId(), known.secretAccessKey() + "x", null, null, known.policy());
        assertRefused(describe(wrong), 403, "SignatureDoesNotMatch", "does not match the signature you provided");
    }

    @Test
    void aSessionIsGoodUntilItsLastSecondAndExpiredFromThen() {
        Instant end = Instant.now().plusSeconds(120);
        Principal session = rds.addPrincipal(Principal.session("analyst", "ann", end));
        try (RdsClient client = AwsClients.rds(rds, session)) {
            assertThat(client.describeDBInstances().dbInstances()).hasSize(100);
            CLOCK.ahead(Duration.ofSeconds(121));
            assertRefused(client::describeDBInstances, 403, "ExpiredToken", "is expired");
        }
    }

    @Test
    void withoutPermissionToDescribeTheAnswerNamesWhoMayNotDoWhat() {
        Principal restricted = rds.addPrincipal(Principal.user("restricted").withoutDescribe());
        assertRefused(
                describe(restricted),
                403,
                "AccessDenied",
                "User: arn:aws:iam::123456789012:user/restricted is not authorized to perform: "
                        + "rds:DescribeDBInstances on resource: arn:aws:rds:us-east-1:123456789012:db:*");
    }

    @Test
    void withoutAnyPermissionOneMayStillAskWhoOneIs() {
        Principal restricted = rds.addPrincipal(Principal.user("nobody").withoutDescribe());
        try (var sts = AwsClients.sts(rds, restricted)) {
            var identity = sts.getCallerIdentity();
            assertThat(identity.arn()).isEqualTo("arn:aws:iam::123456789012:user/nobody");
            assertThat(identity.account()).isEqualTo("123456789012");
            assertThat(identity.userId()).startsWith("AIDA");
        }
    }

    @Test
    void aSignatureForAnotherRegionIsOutOfScope() {
        try (RdsClient client = AwsClients.rds(rds, rds.principal(), Region.EU_WEST_1)) {
            assertRefused(
                    client::describeDBInstances,
                    403,
                    "SignatureDoesNotMatch",
                    "scoped to a valid region, not 'eu-west-1'");
        }
    }

    @ParameterizedTest
    @CsvSource({"301, Signature expired", "-330, Signature not yet current"})
    void aClockTooFarOffIsRefused(long secondsAhead, String message) {
        CLOCK.ahead(Duration.ofSeconds(secondsAhead));
        assertRefused(describe(rds.principal()), 403, "SignatureDoesNotMatch", message);
    }

    @ParameterizedTest
    @ValueSource(longs = {280, -280})
    void aClockALittleOffIsNot(long secondsAhead) {
        CLOCK.ahead(Duration.ofSeconds(secondsAhead));
        try (RdsClient client = AwsClients.rds(rds, rds.principal())) {
            assertThat(client.describeDBInstances().hasDbInstances()).isTrue();
        }
    }

    @Test
    void throttlingHitsTheNextRequestsOnlyAndIsCounted() {
        int before = rds.calls("DescribeDBInstances");
        rds.faults().throttleNext(2);
        try (RdsClient client = AwsClients.rds(rds, rds.principal())) {
            assertRefused(client::describeDBInstances, 400, "Throttling", "Rate exceeded");
            assertRefused(client::describeDBInstances, 400, "Throttling", "Rate exceeded");
            assertThat(client.describeDBInstances().dbInstances()).isNotEmpty();
        }
        assertThat(rds.calls("DescribeDBInstances") - before).isEqualTo(3);
    }

    @Test
    void failuresComeInTheOrderTheyWereAskedFor() {
        rds.faults().failNext(503, 500);
        try (RdsClient client = AwsClients.rds(rds, rds.principal())) {
            assertRefused(client::describeDBInstances, 503, "ServiceUnavailable", "unable to handle");
            assertRefused(client::describeDBInstances, 500, "InternalFailure", "internal error");
            assertThat(client.describeDBInstances().dbInstances()).isNotEmpty();
        }
    }

    @Test
    void aClientCanTireOfAnAnswerThatIsHeldBack() {
        rds.faults().delay(Duration.ofDays(1));
        try (RdsClient client = AwsClients.rds(rds, rds.principal())) {
            assertThatExceptionOfType(ApiCallTimeoutException.class)
                    .isThrownBy(() -> client.describeDBInstances(
                            r -> r.overrideConfiguration(o -> o.apiCallTimeout(Duration.ofMillis(300)))));
        }
    }

    private static Principal withToken(Principal p, String token) {
        return new Principal(p.arn(), p.accessKeyId(), p.secretAccessKey(), token, p.expiresAt(), p.policy());
    }

    private static ThrowingCallable describe(Principal principal) {
        return () -> {
            try (RdsClient client = AwsClients.rds(rds, principal)) {
                client.describeDBInstances();
            }
        };
    }
}
