package ai.fourminds.rds.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.local.principals.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;

class RoleSessionTest {
    private static final String SUBJECT = "system:serviceaccount:analytics:exporter";
    private static LocalRds rds;
    private static StsClient anybody;

    @BeforeAll
    static void start() {
        rds = LocalRds.builder().withoutDatabases().start();
        anybody = AwsClients.sts(rds, AnonymousCredentialsProvider.create());
    }

    @AfterAll
    static void stop() {
        anybody.close();
        rds.close();
    }

    @Test
    void whoARoleTrustsBecomesASessionOfItAtOnce() {
        Principal user = rds.addPrincipal(Principal.user("caller").withoutDescribe());
        Role role = rds.addRole(Role.named("analyst")
                .trusting(user.arn())
                .withExternalId("tenant:42/a=b")
                .withMaxSession(Duration.ofHours(2)));
        try (StsClient sts = AwsClients.sts(rds, user)) {
            var answer = sts.assumeRole(r -> r.roleArn(role.arn())
                    .roleSessionName("fourminds-rds")
                    .externalId("tenant:42/a=b")
                    .durationSeconds(7200));
            assertThat(answer.credentials().expiration())
                    .isCloseTo(Instant.now().plusSeconds(7200), within(1, ChronoUnit.MINUTES));
            Principal holder = AwsClients.holder(answer.assumedRoleUser().arn(), answer.credentials());
            assertIsSession(holder, answer.assumedRoleUser().assumedRoleId());
            assertMayDescribe(holder);
        }
    }

    @Test
    void aRoleThatTrustsTheAccountsRootTrustsAllOfTheAccount() {
        Role role = rds.addRole(Role.named("shared").trusting("arn:aws:iam::123456789012:root"));
        Role foreign = rds.addRole(Role.named("foreign").trusting("arn:aws:iam::210987654321:root"));
        Role chained = rds.addRole(Role.named("chained").trusting("arn:aws:iam::123456789012:root"));
        try (StsClient sts = AwsClients.sts(rds, rds.addPrincipal(Principal.user("somebody")))) {
            var answer = sts.assumeRole(r -> r.roleArn(role.arn()).roleSessionName("fourminds-rds"));
            Principal session = AwsClients.holder(answer.assumedRoleUser().arn(), answer.credentials());
            assertMayDescribe(session);
            AwsRefusals.assertRefused(
                    () -> sts.assumeRole(r -> r.roleArn(foreign.arn()).roleSessionName("fourminds-rds")),
                    403,
                    "AccessDenied",
                    "sts:AssumeRole");
            try (StsClient second = AwsClients.sts(rds, session)) {
                assertThat(second.assumeRole(r -> r.roleArn(chained.arn()).roleSessionName("second"))
                                .credentials())
                        .isNotNull();
            }
        }
    }

    @Test
    void aWebIdentityBecomesASessionWithoutAnyKey() {
        Role role = rds.addRole(Role.named("pod").trustingWebIdentity("system:serviceaccount:analytics:*"));
        String token = rds.webIdentityToken(SUBJECT, Duration.ofMinutes(10));
        var answer = anybody.assumeRoleWithWebIdentity(
                r -> r.roleArn(role.arn()).roleSessionName("fourminds-rds").webIdentityToken(token));
        assertThat(answer.subjectFromWebIdentityToken()).isEqualTo(SUBJECT);
        assertThat(answer.audience()).isEqualTo("sts.amazonaws.com");
        assertThat(answer.provider()).isEqualTo(rds.webIdentities().url());
        assertThat(answer.credentials().expiration())
                .isCloseTo(Instant.now().plusSeconds(3600), within(1, ChronoUnit.MINUTES));
        Principal holder = AwsClients.holder(answer.assumedRoleUser().arn(), answer.credentials());
        assertIsSession(holder, answer.assumedRoleUser().assumedRoleId());
        assertMayDescribe(holder);
    }

    @Test
    void aWebIdentityReachesARoleWithAnExternalIdInTwoSteps() {
        Role first = rds.addRole(Role.named("first").trustingWebIdentity(SUBJECT));
        Role second = rds.addRole(Role.named("second").trusting(first.arn()).withExternalId("4minds"));
        var step = anybody.assumeRoleWithWebIdentity(r -> r.roleArn(first.arn())
                .roleSessionName("one")
                .webIdentityToken(rds.webIdentityToken(SUBJECT, Duration.ofMinutes(10))));
        try (StsClient sts = AwsClients.sts(rds, AwsClients.holder("", step.credentials()))) {
            var answer = sts.assumeRole(
                    r -> r.roleArn(second.arn()).roleSessionName("two").externalId("4minds"));
            assertThat(answer.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/second/two");
        }
    }

    @Test
    void whatARoleMayDoChangesForItsRunningSessionsToo() {
        Role role = rds.addRole(Role.named("changing").trusting(rds.principal().arn()));
        try (StsClient sts = AwsClients.sts(rds, rds.principal())) {
            var answer = sts.assumeRole(r -> r.roleArn(role.arn()).roleSessionName("running"));
            Principal holder = AwsClients.holder(answer.assumedRoleUser().arn(), answer.credentials());
            assertMayDescribe(holder);
            rds.addRole(role.withoutDescribe());
            AwsRefusals.assertRefused(
                    () -> assertMayDescribe(holder), 403, "AccessDenied", "assumed-role/changing/running is not");
        }
    }

    @Test
    void theSettingsSayHowToBecomeASession() {
        Role first = Role.named("first");
        Role second = Role.named("second").withExternalId("4minds");
        Path file = Path.of("token");
        assertThat(rds.settings(first))
                .containsEntry("auth", "iam-role")
                .containsEntry("roleArn", first.arn())
                .containsKeys("region", "endpointUrl", "tlsRootCert")
                .doesNotContainKeys("externalId", "webIdentityTokenFile");
        assertThat(rds.settings(first, file)).containsEntry("webIdentityTokenFile", "token");
        assertThat(rds.settings(first, file, second))
                .containsEntry("webIdentityRoleArn", first.arn())
                .containsEntry("roleArn", second.arn())
                .containsEntry("externalId", "4minds");
    }

    private static void assertIsSession(Principal holder, String assumedRoleId) {
        assertThat(holder.accessKeyId()).startsWith("ASIA");
        try (StsClient sts = AwsClients.sts(rds, holder)) {
            var identity = sts.getCallerIdentity();
            assertThat(identity.arn()).isEqualTo(holder.arn()).contains(":assumed-role/");
            assertThat(identity.userId()).isEqualTo(assumedRoleId).matches("AROA[0-9A-F]{17}:fourminds-rds");
        }
    }

    private static void assertMayDescribe(Principal holder) {
        try (var client = AwsClients.rds(rds, holder)) {
            assertThat(client.describeDBInstances().dbInstances()).isNotEmpty();
        }
    }
}
