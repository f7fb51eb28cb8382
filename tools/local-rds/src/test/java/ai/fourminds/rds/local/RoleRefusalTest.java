package ai.fourminds.rds.local;

import static ai.fourminds.rds.local.AwsRefusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.local.principals.Role;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

class RoleRefusalTest {
    private static final SettableClock CLOCK = new SettableClock();
    private static LocalRds rds;
    private static Role role;

    @BeforeAll
    static void start() {
        rds = LocalRds.builder().withoutDatabases().clock(CLOCK).start();
        role = rds.addRole(Role.named("analyst")
                .trusting(rds.principal().arn())
                .withExternalId("4minds")
                .withMaxSession(Duration.ofHours(2)));
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

    @Test
    void whomTheRoleDoesNotTrustIsTurnedAwayWhetherItExistsOrNot() {
        Principal stranger = rds.addPrincipal(Principal.user("stranger"));
        String elsewhere = "arn:aws:iam::123456789012:role/nowhere";
        for (String arn : new String[] {role.arn(), elsewhere}) {
            assertRefused(
                    () -> assume(stranger, r -> r.roleArn(arn).externalId("4minds")),
                    403,
                    "AccessDenied",
                    "User: arn:aws:iam::123456789012:user/stranger is not authorized to perform: sts:AssumeRole"
                            + " on resource: " + arn);
        }
    }

    @Test
    void theExternalIdMustBePresentedToTheLetter() {
        assertRefused(() -> assume(r -> r.externalId(null)), 403, "AccessDenied", "sts:AssumeRole");
        assertRefused(() -> assume(r -> r.externalId("4MINDS")), 403, "AccessDenied", "sts:AssumeRole");
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                invalid(
                        r -> r.roleSessionName("o'neill 🚲"),
                        "at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*"),
                invalid(r -> r.roleSessionName("x"), "greater than or equal to 2"),
                invalid(r -> r.roleSessionName("x".repeat(65)), "less than or equal to 64"),
                invalid(r -> r.roleSessionName(null), "Value null at 'roleSessionName'"),
                invalid(r -> r.roleArn("arn:aws:iam::1:role/x"), "arn:aws:iam::1:role/x is invalid"),
                invalid(r -> r.roleArn("analyst"), "greater than or equal to 20"),
                invalid(r -> r.externalId("<4minds>"), "at 'externalId'"),
                invalid(r -> r.externalId("4"), "greater than or equal to 2"),
                invalid(r -> r.durationSeconds(899), "greater than or equal to 900"),
                invalid(r -> r.durationSeconds(43_201), "less than or equal to 43200"),
                invalid(r -> r.durationSeconds(7201), "exceeds the MaxSessionDuration set for this role"),
                invalid(r -> r.durationSeconds(1).roleSessionName("x"), "2 validation errors detected"),
                invalid(r -> r.policy("{}"), "'Policy' is not a parameter"));
    }

    private static Arguments invalid(Consumer<AssumeRoleRequest.Builder> change, String message) {
        return Arguments.of(change, message);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("invalid")
    void whatIsOutOfBoundsIsAValidationError(Consumer<AssumeRoleRequest.Builder> change, String message) {
        assertRefused(() -> assume(change), 400, "ValidationError", message);
    }

    @Test
    void aSessionTakesOnAnotherRoleForAnHourAtMost() {
        Role first = rds.addRole(Role.named("first").trusting(rds.principal().arn()));
        Role second = rds.addRole(Role.named("second").trusting(first.arn()).withMaxSession(Duration.ofHours(12)));
        Principal session = holder(first);
        assertRefused(
                () -> assume(
                        session, r -> r.roleArn(second.arn()).externalId(null).durationSeconds(3601)),
                400,
                "ValidationError",
                "1 hour session limit for roles assumed by role chaining");
    }

    /** The deprecated attribute is the only one by which a client signs by another clock than the machine's. */
    @Test
    @SuppressWarnings("deprecation")
    void aSessionsKeysEndWithTheSession() {
        Role brief = rds.addRole(Role.named("brief").trusting(rds.principal().arn()));
        Principal session = holder(brief);
        Consumer<AwsRequestOverrideConfiguration.Builder> signedByThatClock = o -> o.putExecutionAttribute(
                software.amazon.awssdk.auth.signer.AwsSignerExecutionAttribute.SIGNING_CLOCK, CLOCK);
        try (var sts = AwsClients.sts(rds, session);
                var client = AwsClients.rds(rds, session)) {
            CLOCK.ahead(Duration.ofSeconds(3590));
            client.describeDBInstances(r -> r.overrideConfiguration(signedByThatClock));
            CLOCK.ahead(Duration.ofSeconds(3601));
            assertRefused(
                    () -> client.describeDBInstances(r -> r.overrideConfiguration(signedByThatClock)),
                    403,
                    "ExpiredToken",
                    "is expired");
            assertRefused(
                    () -> sts.getCallerIdentity(r -> r.overrideConfiguration(signedByThatClock)),
                    403,
                    "ExpiredToken",
                    "is expired");
        }
    }

    @Test
    void aSessionMayDescribeOnlyIfItsRoleMay() {
        Role narrow =
                rds.addRole(Role.named("narrow").trusting(rds.principal().arn()).withoutDescribe());
        try (var client = AwsClients.rds(rds, holder(narrow))) {
            assertRefused(
                    client::describeDBInstances,
                    403,
                    "AccessDenied",
                    "User: arn:aws:sts::123456789012:assumed-role/narrow/fourminds-rds is not authorized to perform:"
                            + " rds:DescribeDBInstances");
        }
    }

    @Test
    void theRequestMustBeSignedByAKnownKey() {
        assertRefused(
                () -> assume(Principal.user("unknown"), r -> r.externalId("4minds")),
                403,
                "InvalidClientTokenId",
                "security token included in the request is invalid");
    }

    @Test
    void stsIsThrottledAndFailsOnDemandToo() {
        rds.faults().throttleNext(1);
        assertRefused(() -> assume(r -> {}), 400, "Throttling", "Rate exceeded");
        rds.faults().failNext(503);
        assertRefused(() -> assume(r -> {}), 503, "ServiceUnavailable", "unable to handle");
        assertThat(rds.calls("AssumeRole")).isPositive();
    }

    @Test
    void aRoleThatCannotBeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Role.named("a/b \"%s\""))
                .withMessageContaining("name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Role.named("x").withMaxSession(Duration.ofMinutes(59)))
                .withMessageContaining("maxSession");
    }

    private static Principal holder(Role assumed) {
        try (StsClient sts = AwsClients.sts(rds, rds.principal())) {
            var answer = sts.assumeRole(r -> r.roleArn(assumed.arn()).roleSessionName("fourminds-rds"));
            return AwsClients.holder(answer.assumedRoleUser().arn(), answer.credentials());
        }
    }

    private static void assume(Consumer<AssumeRoleRequest.Builder> change) {
        assume(rds.principal(), change);
    }

    /** A request that is granted but for {@code change}. */
    private static void assume(Principal caller, Consumer<AssumeRoleRequest.Builder> change) {
        try (StsClient sts = AwsClients.sts(rds, caller)) {
            Consumer<AssumeRoleRequest.Builder> good =
                    r -> r.roleArn(role.arn()).roleSessionName("fourminds-rds").externalId("4minds");
            sts.assumeRole(good.andThen(change));
        }
    }
}
