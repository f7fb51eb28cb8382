package ai.fourminds.rds.internal.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fourminds.rds.MovableClock;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.internal.connect.CloudAccess;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.local.principals.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Roles of a stand-in that judges trust, external ids and OIDC tokens. */
class IamRoleMethodTest {

    private static final String SUBJECT = "system:serviceaccount:data:exporter";
    private static final Duration HOUR = Duration.ofHours(1);

    private static LocalRds cloud;
    private static Role federated;
    private static Role guarded;
    private static Role chained;

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock(Instant.now());
    private final CloudAccess access = new CloudAccess(clock);

    @BeforeAll
    static void start() {
        cloud = LocalRds.builder().withoutDatabases().start();
        federated = cloud.addRole(Role.named("federated").trustingWebIdentity(SUBJECT));
        guarded = cloud.addRole(
                Role.named("guarded").trusting(cloud.principal().arn()).withExternalId("ext:=,.@/-1"));
        chained = cloud.addRole(Role.named("chained").trusting(federated.arn()).withExternalId("second-step"));
        System.setProperty("aws.accessKeyId", cloud.principal().accessKeyId());
        System.setProperty("aws.secretAccessKey", cloud.principal().secretAccessKey());
    }

    @AfterAll
    static void stop() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        cloud.close();
    }

    @AfterEach
    void allIsWell() {
        cloud.faults().clear();
    }

    private Path token(String token) throws IOException {
        return Files.writeString(folder.resolve("token"), token + "\n");
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.put(name, value);
        return changed;
    }

    private void assertRefused(Map<String, String> settings, String code, String... words) {
        Throwable failure = catchThrowable(() -> access.caller(settings));
        assertThat(failure).isInstanceOf(RdsFailure.class).hasMessageContainingAll(words);
        assertThat(((RdsFailure) failure).diagnosis().code()).isEqualTo(code);
    }

    @Test
    void takesARoleWithAWebIdentity() throws Exception {
        Map<String, String> settings = cloud.settings(federated, token(cloud.webIdentityToken(SUBJECT, HOUR)));
        assertThat(access.caller(settings).arn()).endsWith(":assumed-role/federated/fourminds-rds");
        assertThat(access.caller(with(settings, "roleSessionName", "ann@example.com"))
                        .arn())
                .endsWith("/ann@example.com");
    }

    @Test
    void takesARoleFromTheDefaultChain() throws SQLException {
        Map<String, String> settings = cloud.settings(guarded);
        assertThat(access.caller(settings).arn()).contains(":assumed-role/guarded/");
    }

    @Test
    void takesOneRoleFromAnotherWhereAnExternalIdIsDemanded() throws Exception {
        Path file = token(cloud.webIdentityToken(SUBJECT, HOUR));
        assertThat(access.caller(cloud.settings(federated, file, chained)).arn())
                .contains(":assumed-role/chained/");
    }

    @Test
    void aPodsRoleIsTheFirstLinkOfAChainAlsoWithoutAnExternalId() throws Exception {
        Role next = cloud.addRole(Role.named("next").trusting(federated.arn()));
        Map<String, String> settings = with(cloud.settings(next), "webIdentityRoleArn", federated.arn());
        settings.put(
                "webIdentityTokenFile",
                token(cloud.webIdentityToken(SUBJECT, HOUR)).toString());
        assertThat(access.caller(settings).arn()).contains(":assumed-role/next/");
    }

    @Test
    void takesARoleFromAProfile() throws Exception {
        Principal other = cloud.addPrincipal(Principal.user("profiled"));
        Role theirs = cloud.addRole(Role.named("theirs").trusting(other.arn()));
        Path config = Files.writeString(
                folder.resolve("config"),
                "[profile x]\naws_access_key_id = " + other.accessKeyId() + "\naws_secret_access_key = "
                        + other.secretAccessKey() + "\n");
        System.setProperty("aws.configFile", config.toString());
        try {
            Map<String, String> settings = with(cloud.settings(theirs), "awsProfile", "x");
            settings.remove("auth");
            assertThat(access.caller(settings).arn()).contains(":assumed-role/theirs/");
            assertRefused(
                    with(settings, "awsProfile", "y"),
                    "credentials-unavailable",
                    "there is no profile 'y'",
                    "there are: x");
        } finally {
            System.clearProperty("aws.configFile");
        }
    }

    @Test
    void anExternalIdWithAWebIdentityNeedsAFirstRole() throws Exception {
        Path file = token(cloud.webIdentityToken(SUBJECT, HOUR));
        Map<String, String> settings = with(cloud.settings(federated, file), "externalId", "second-step");
        assertRefused(settings, "settings-invalid", "webIdentityRoleArn", "takes no external id with a web identity");
    }

    @Test
    void aWrongExternalIdIsSuspected() {
        Map<String, String> settings = with(cloud.settings(guarded), "externalId", "wrong");
        assertRefused(settings, "role-refused", guarded.arn(), "sts:ExternalId that externalId says");
        settings.remove("externalId");
        assertRefused(settings, "role-refused", "if it has an sts:ExternalId condition, set externalId");
    }

    @Test
    void aRoleThatTrustsSomebodyElseIsNamed() {
        Role foreign = cloud.addRole(Role.named("foreign"));
        assertRefused(cloud.settings(foreign), "role-refused", foreign.arn(), "trust policy");
    }

    @Test
    void aSessionLongerThanTheRoleAllowsIsRefusedWithTheReason() {
        assertRefused(
                with(cloud.settings(guarded), "roleDurationSeconds", "43200"), "role-refused", "roleDurationSeconds");
    }

    @Test
    void anotherSubjectsTokenIsRefused() throws Exception {
        Path file = token(cloud.webIdentityToken("somebody:else", HOUR));
        assertRefused(cloud.settings(federated, file), "role-refused", "subject of the token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"forged", "audience", "issuer"})
    void aTokenThatAwsDoesNotAcceptIsCalledThat(String kind) throws Exception {
        String token = switch (kind) {
            case "forged" -> cloud.webIdentities().forgedToken(SUBJECT);
            case "audience" -> cloud.webIdentities().tokenForAudience("somebody-else", SUBJECT);
            default -> cloud.webIdentities().tokenOfIssuer("https://idp.example", SUBJECT);
        };
        Map<String, String> settings = cloud.settings(federated, token(token));
        assertRefused(settings, "web-identity-refused", "web identity token", "OIDC identity provider");
        assertThatThrownBy(() -> access.caller(settings)).hasMessageNotContaining(token);
    }

    @Test
    void aRotatedTokenIsPickedUp() throws Exception {
        Path file = token(cloud.webIdentityToken(SUBJECT, Duration.ofSeconds(-60)));
        Map<String, String> settings = cloud.settings(federated, file);
        assertRefused(settings, "web-identity-expired", "has expired", "renew the token file");
        Files.writeString(file, cloud.webIdentityToken(SUBJECT, HOUR));
        assertThat(access.caller(settings).arn()).contains("federated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "empty", "huge", "folder"})
    void aTokenFileThatHoldsNoTokenIsNamed(String kind) throws Exception {
        Path file = folder.resolve("token %s");
        switch (kind) {
            case "empty" -> Files.writeString(file, " \n");
            case "huge" -> Files.writeString(file, "x".repeat(30_000));
            case "folder" -> Files.createDirectory(file);
            default -> assertThat(file).doesNotExist();
        }
        assertRefused(cloud.settings(federated, file), "web-identity-missing", file.toString(), "webIdentityTokenFile");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not.a.token",
                "root:x:0:0:root:/root:/bin/bash",
                "-----BEGIN PRIVATE KEY-----",
                "eyJhbGciOiJub25lIn0.bm8.x",
                "eyJ4IjoxfQ.e30.x",
                "e30.e30.",
                "eyJhbGciOiJub25lIn0=.e30=.x"
            })
    void whatIsNoJsonWebTokenIsNeverSent(String secret) throws Exception {
        int before = cloud.calls("AssumeRoleWithWebIdentity");
        Map<String, String> settings = cloud.settings(federated, token(secret));
        assertRefused(settings, "web-identity-missing", "no JSON Web Token", "nothing of it was sent");
        assertThatThrownBy(() -> access.caller(settings)).hasMessageNotContaining(secret);
        assertThat(cloud.calls("AssumeRoleWithWebIdentity")).isEqualTo(before);
    }

    @Test
    void sessionsAreSharedUntilFiveMinutesBeforeTheirEnd() throws Exception {
        int before = cloud.calls("AssumeRole");
        access.caller(cloud.settings(guarded));
        clock.advance(Duration.ofMinutes(54));
        access.caller(cloud.settings(guarded));
        assertThat(cloud.calls("AssumeRole")).isEqualTo(before + 1);
        clock.advance(Duration.ofMinutes(2));
        access.caller(cloud.settings(guarded));
        CloudAccess.awaitCalls();
        assertThat(cloud.calls("AssumeRole")).isEqualTo(before + 2);
    }

    @Test
    void aFailedRefreshFallsBackToKeysThatAreStillValid() throws Exception {
        Path file = token(cloud.webIdentityToken(SUBJECT, HOUR));
        Map<String, String> settings = cloud.settings(federated, file);
        access.caller(settings);
        Files.delete(file);
        clock.advance(Duration.ofMinutes(56));
        assertThat(access.caller(settings).arn()).contains("federated");
        clock.advance(Duration.ofMinutes(5));
        assertRefused(settings, "web-identity-missing", file.toString());
    }

    @Test
    void keysThatAwsCallsExpiredAreRenewedOnce() throws Exception {
        Principal expired = cloud.addPrincipal(
                Principal.session("analyst", "old", Instant.now().minusSeconds(60)));
        int before = cloud.calls("GetCallerIdentity");
        Map<String, String> settings = cloud.settings(expired);
        assertRefused(settings, "credentials-expired", "have expired");
        assertThat(cloud.calls("GetCallerIdentity")).isEqualTo(before + 2);
    }

    @Test
    void platformsThatSetTokenAndRoleTogetherNeedNoFirstRoleOfTheirOwn() {
        Map<String, String> platform = Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", "/var/token", "AWS_ROLE_ARN", "arn:first");
        Map<String, String> settings = Map.of("roleArn", "arn:second", "externalId", "x");
        assertThat(new IamRoleMethod(platform, new DefaultMethod()).faults(settings))
                .isEmpty();
        Map<String, String> tokenAlone = Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", "/var/token");
        assertThat(new IamRoleMethod(tokenAlone, new DefaultMethod()).faults(settings))
                .hasSize(1);
        assertThat(new IamRoleMethod(Map.of(), new DefaultMethod()).faults(settings))
                .isEqualTo(List.of());
    }
}
