package ai.fourminds.rds.local;

import static ai.fourminds.rds.local.AwsRefusals.assertRefused;

import ai.fourminds.rds.local.cognito.AuthFlow;
import ai.fourminds.rds.local.cognito.CognitoClient;
import ai.fourminds.rds.local.cognito.CognitoPool;
import ai.fourminds.rds.local.cognito.CognitoUser;
import ai.fourminds.rds.local.principals.Role;
import ai.fourminds.rds.local.principals.WebIdentityTrust;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidIdentityPoolConfigurationException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentity.model.TooManyRequestsException;

class IdentityPoolRefusalTest {
    private static final String UNSUPPORTED = "Token is not from a supported provider of this identity pool.";
    private static final SettableClock CLOCK = new SettableClock();
    private static LocalRds rds;
    private static CognitoPool pool;
    private static CognitoSession session;

    @BeforeAll
    static void start() {
        rds = LocalRds.builder().withoutDatabases().clock(CLOCK).start();
        pool = rds.cognito();
        session = new CognitoSession(rds);
    }

    @AfterAll
    static void stop() {
        session.close();
        rds.close();
    }

    @AfterEach
    void setRight() {
        CLOCK.ahead(Duration.ZERO);
        rds.faults().clear();
    }

    @Test
    void aTokenChangedAfterItWasSignedIsInvalid() {
        String token = session.idToken();
        int middle = token.lastIndexOf('.') + 10;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        String changed = token.substring(0, middle) + other + token.substring(middle + 1);
        assertInvalidLogin(changed, "Couldn't verify signed token.");
    }

    @Test
    void anAccessTokenIsNoIdToken() {
        String access =
                session.bySrp(pool.client(), pool.user()).authenticationResult().accessToken();
        assertInvalidLogin(access, "Missing a required claim: aud");
    }

    @Test
    void aTokenOfAnotherIssuerIsInvalid() {
        assertInvalidLogin(rds.webIdentityToken("x", Duration.ofHours(1)), "Issuer doesn't match providerName");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "e30.e30", "🚲\"'%s"})
    void whatIsNoTokenIsInvalid(String text) {
        assertInvalidLogin(text, "Not a valid OpenId Connect identity token.");
    }

    @Test
    void anIdTokenIsGoodForAnHour() {
        String token = session.idToken();
        CLOCK.ahead(Duration.ofMinutes(59));
        session.identity(session.logins(token));
        CLOCK.ahead(Duration.ofMinutes(61));
        assertInvalidLogin(token, "Token expired: ");
    }

    @Test
    void anotherProviderOrAnotherClientIsNotSupported() {
        String token = session.idToken();
        assertUnsupported(Map.of("cognito-idp.us-east-1.amazonaws.com/us-east-1_Other", token));
        assertUnsupported(Map.of("https://" + pool.providerName(), token));
        assertUnsupported(Map.of(pool.providerName(), token, "graph.facebook.com", token));
        CognitoClient foreign =
                pool.addClient(CognitoClient.allowing(AuthFlow.USER_SRP_AUTH).outsideIdentityPool());
        String foreignToken =
                session.bySrp(foreign, pool.user()).authenticationResult().idToken();
        assertUnsupported(session.logins(foreignToken));
    }

    @Test
    void nobodyGetsInWithoutALogin() {
        assertNotAuthorized(
                () -> session.identity(Map.of()), "Unauthenticated access is not supported for this identity pool.");
        String identity = session.identity(session.logins(session.idToken()));
        assertNotAuthorized(
                () -> session.credentials(identity, Map.of()),
                "Unauthenticated access is not supported for this identity pool.");
    }

    @Test
    void anUnknownPoolOrIdentityIsNotFound() {
        Map<String, String> logins = session.logins(session.idToken());
        String unknown = "us-east-1:00000000-0000-0000-0000-000000000000";
        assertRefused(
                () -> session.identityPool()
                        .getId(r -> r.identityPoolId(unknown).logins(logins)),
                ResourceNotFoundException.class,
                "ResourceNotFoundException",
                "IdentityPool '" + unknown + "' not found.");
        assertRefused(
                () -> session.credentials(unknown, logins),
                ResourceNotFoundException.class,
                "ResourceNotFoundException",
                "Identity '" + unknown + "' not found.");
    }

    @Test
    void oneCannotTakeOnTheIdentityOfAnother() {
        CognitoUser bob = pool.addUser(CognitoUser.named("bob", "secret-4"));
        String anns = session.identity(session.logins(session.idToken()));
        String bobs = session.bySrp(pool.client(), bob).authenticationResult().idToken();
        assertNotAuthorized(
                () -> session.credentials(anns, session.logins(bobs)),
                "Access to Identity '" + anns + "' is forbidden.");
    }

    @Test
    void aPoolWithoutARoleThatTrustsItIsBadlyConfigured() {
        String token = session.idToken();
        pool.withoutAuthenticatedRole();
        assertBadlyConfigured(token);
        pool.authenticatedRole(rds.addRole(Role.named("untrusting")));
        assertBadlyConfigured(token);
        pool.authenticatedRole(rds.addRole(
                Role.named("other-pool").trustingWebIdentity(WebIdentityTrust.identityPool("us-east-1:other"))));
        assertBadlyConfigured(token);
        Role trusting = rds.addRole(Role.named("trusting")
                .withoutDescribe()
                .trustingWebIdentity(WebIdentityTrust.identityPool(pool.identityPoolId())));
        pool.authenticatedRole(trusting);
        try (var client = AwsClients.rds(rds, AwsClients.holder(session.credentials(token)))) {
            assertRefused(
                    client::describeDBInstances,
                    403,
                    "AccessDenied",
                    "assumed-role/trusting/CognitoIdentityCredentials is not authorized to perform:"
                            + " rds:DescribeDBInstances");
        }
    }

    @Test
    void theIdentityPoolIsThrottledOnDemand() {
        String token = session.idToken();
        rds.faults().throttleNext(1);
        assertRefused(
                () -> session.credentials(token), TooManyRequestsException.class, "TooManyRequestsException", "Rate");
    }

    private static void assertBadlyConfigured(String token) {
        assertRefused(
                () -> session.credentials(token),
                InvalidIdentityPoolConfigurationException.class,
                "InvalidIdentityPoolConfigurationException",
                "Invalid identity pool configuration. Check assigned IAM roles for this pool.");
    }

    private static void assertInvalidLogin(String token, String reason) {
        assertNotAuthorized(() -> session.identity(session.logins(token)), "Invalid login token. " + reason);
    }

    private static void assertUnsupported(Map<String, String> logins) {
        assertNotAuthorized(() -> session.identity(logins), UNSUPPORTED);
    }

    private static void assertNotAuthorized(ThrowingCallable call, String message) {
        assertRefused(call, NotAuthorizedException.class, "NotAuthorizedException", message);
    }
}
