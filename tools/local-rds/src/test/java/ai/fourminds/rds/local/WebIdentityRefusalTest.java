package ai.fourminds.rds.local;

import static ai.fourminds.rds.local.AwsRefusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.principals.Role;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.ExpiredTokenException;
import software.amazon.awssdk.services.sts.model.IdpRejectedClaimException;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;

class WebIdentityRefusalTest {
    private static final String SUBJECT = "system:serviceaccount:analytics:exporter";
    private static final SettableClock CLOCK = new SettableClock();
    private static LocalRds rds;
    private static StsClient sts;
    private static Role role;

    @BeforeAll
    static void start() {
        rds = LocalRds.builder().withoutDatabases().clock(CLOCK).start();
        sts = AwsClients.sts(rds, AnonymousCredentialsProvider.create());
        role = rds.addRole(Role.named("pod").trustingWebIdentity(SUBJECT));
    }

    @AfterAll
    static void stop() {
        sts.close();
        rds.close();
    }

    @AfterEach
    void setClockRight() {
        CLOCK.ahead(Duration.ZERO);
    }

    @Test
    void aTokenSignedByAnotherKeyIsInvalid() {
        assertInvalid(rds.webIdentities().forgedToken(SUBJECT), "signature of the ID Token provided is invalid");
        assertInvalid(rds.webIdentities().tokenOfUnknownKey(SUBJECT), "Couldn't retrieve verification key");
    }

    @Test
    void aTokenChangedAfterItWasSignedIsInvalid() {
        String[] good = rds.webIdentityToken("system:serviceaccount:other:pod", Duration.ofHours(1))
                .split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(good[1]), StandardCharsets.UTF_8);
        assertThat(claims).contains("other:pod");
        String changed = encoded(claims.replace("system:serviceaccount:other:pod", SUBJECT));
        assertInvalid(good[0] + "." + changed + "." + good[2], "signature");
        assertInvalid(good[0] + "." + good[1] + "." + good[2].substring(4), "signature");
    }

    @Test
    void theTokenDoesNotGetToSayThatItNeedsNoSignature() {
        String[] good = rds.webIdentityToken(SUBJECT, Duration.ofHours(1)).split("\\.");
        String none = encoded("{\"kid\":\"local-rds-2026\",\"alg\":\"none\"}");
        assertInvalid(none + "." + good[1] + ".", "signature");
        String symmetric = encoded("{\"kid\":\"local-rds-2026\",\"alg\":\"HS256\"}");
        assertInvalid(symmetric + "." + good[1] + "." + good[2], "signature");
    }

    @Test
    void aTokenOfAnotherIssuerOrForAnotherAudienceIsInvalid() {
        assertInvalid(
                rds.webIdentities().tokenOfIssuer("https://idp.example", SUBJECT),
                "No OpenIDConnect provider found in your account for https://idp.example");
        assertInvalid(rds.webIdentities().tokenForAudience("somebody-else", SUBJECT), "Incorrect token audience");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-a-token", "a.b.c", "....", "e30.e30.", "🚲.🚲.🚲", "W10.W10.AA"})
    void whatIsNoTokenIsInvalid(String text) {
        assertInvalid(text, "");
    }

    @Test
    void aTokenIsGoodFromItsFirstSecondToItsLast() {
        String token = rds.webIdentityToken(SUBJECT, Duration.ofMinutes(10));
        CLOCK.ahead(Duration.ofMinutes(9));
        assume(role, token);
        CLOCK.ahead(Duration.ofMinutes(10).plusSeconds(1));
        assertRefused(() -> assume(role, token), ExpiredTokenException.class, "ExpiredTokenException", "Token expired");
        CLOCK.ahead(Duration.ZERO);
        assertInvalid(rds.webIdentities().tokenNotBefore(Duration.ofMinutes(5), SUBJECT), "not valid yet");
    }

    @Test
    void aTokenThatItsIssuerTookBackIsARejectedClaim() {
        String token = rds.webIdentityToken(SUBJECT, Duration.ofMinutes(10));
        rds.webIdentities().revoke(token);
        assertRefused(() -> assume(role, token), IdpRejectedClaimException.class, 403, "IDPRejectedClaim", "revoked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "system:serviceaccount:analytics:other",
                "system:serviceaccount:analytics:exporter2",
                "SYSTEM:serviceaccount:analytics:exporter",
                "o'neill\"%s\n🚲"
            })
    void anotherSubjectIsDenied(String subject) {
        assertDenied(role, rds.webIdentityToken(subject, Duration.ofHours(1)));
    }

    @Test
    void aRoleThatWantsAnExternalIdOrNoWebIdentityIsOutOfReach() {
        String token = rds.webIdentityToken(SUBJECT, Duration.ofHours(1));
        assertDenied(Role.named("nowhere"), token);
        assertDenied(
                rds.addRole(Role.named("users-only").trusting(rds.principal().arn())), token);
        assertDenied(
                rds.addRole(Role.named("tenant").trustingWebIdentity(SUBJECT).withExternalId("4minds")), token);
    }

    @Test
    void anExternalIdIsNoParameterOfThisAction() throws Exception {
        String form =
                "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=fourminds-rds&ExternalId=4minds"
                        + "&RoleArn=" + role.arn() + "&WebIdentityToken="
                        + rds.webIdentityToken(SUBJECT, Duration.ofHours(1));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(rds.endpointUrl())
                                .POST(BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>ValidationError</Code>", "ExternalId");
    }

    @Test
    void theSessionsBoundsAreCheckedHereToo() {
        String token = rds.webIdentityToken(SUBJECT, Duration.ofHours(1));
        assertRefused(
                () -> sts.assumeRoleWithWebIdentity(
                        r -> r.roleArn(role.arn()).roleSessionName("x y").webIdentityToken(token)),
                400,
                "ValidationError",
                "roleSessionName");
        assertRefused(
                () -> sts.assumeRoleWithWebIdentity(r -> r.roleArn(role.arn())
                        .roleSessionName("xy")
                        .durationSeconds(3601)
                        .webIdentityToken(token)),
                400,
                "ValidationError",
                "MaxSessionDuration");
        assertRefused(
                () -> sts.assumeRoleWithWebIdentity(r -> r.roleArn(role.arn()).roleSessionName("xy")),
                400,
                "ValidationError",
                "webIdentityToken");
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertInvalid(String token, String message) {
        assertRefused(() -> assume(role, token), InvalidIdentityTokenException.class, "InvalidIdentityToken", message);
    }

    private static void assertDenied(Role wished, String token) {
        assertRefused(
                () -> assume(wished, token),
                403,
                "AccessDenied",
                "Not authorized to perform sts:AssumeRoleWithWebIdentity");
    }

    private static void assume(Role wished, String token) {
        sts.assumeRoleWithWebIdentity(
                r -> r.roleArn(wished.arn()).roleSessionName("fourminds-rds").webIdentityToken(token));
    }
}
