package ai.fourminds.rds.local;

import static ai.fourminds.rds.local.AwsRefusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.fourminds.rds.local.cognito.AuthFlow;
import ai.fourminds.rds.local.cognito.CognitoClient;
import ai.fourminds.rds.local.cognito.CognitoPool;
import ai.fourminds.rds.local.cognito.CognitoUser;
import ai.fourminds.rds.local.cognito.UserState;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordResetRequiredException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

class CognitoRefusalTest {
    private static final SettableClock CLOCK = new SettableClock();
    private static final String WRONG = "Incorrect username or password.";
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
    void aWrongPasswordIsRefusedInBothFlows() {
        CognitoUser wrong =
                CognitoUser.named(pool.user().username(), pool.user().password() + "x");
        assertNotAuthorized(() -> session.bySrp(pool.client(), wrong), WRONG);
        assertNotAuthorized(() -> session.byPassword(pool.client(), wrong.username(), wrong.password()), WRONG);
    }

    @Test
    void anUnknownUserIsToldSoOnlyIfTheClientAllowsThat() {
        CognitoUser nobody = CognitoUser.named("nobody🚲\"'%s", "x");
        assertRefused(
                () -> session.bySrp(pool.client(), nobody),
                UserNotFoundException.class,
                "UserNotFoundException",
                "User does not exist.");
        assertRefused(
                () -> session.byPassword(pool.client(), nobody.username(), "x"),
                UserNotFoundException.class,
                "UserNotFoundException",
                "User does not exist.");
        CognitoClient hiding =
                pool.addClient(CognitoClient.allowing(AuthFlow.values()).hidingUnknownUsers());
        assertNotAuthorized(() -> session.bySrp(hiding, nobody), WRONG);
        assertNotAuthorized(() -> session.byPassword(hiding, nobody.username(), "x"), WRONG);
        var srp = new SrpClient(pool.userPoolId(), "x");
        assertThat(session.challenge(hiding, nobody.username(), srp).get("SALT"))
                .isEqualTo(session.challenge(hiding, nobody.username(), srp).get("SALT"));
    }

    @ParameterizedTest
    @CsvSource({
        "UNCONFIRMED, UserNotConfirmedException, User is not confirmed.",
        "RESET_REQUIRED, PasswordResetRequiredException, Password reset required for the user",
        "DISABLED, NotAuthorizedException, User is disabled."
    })
    void someUsersAreRefusedThoughTheyKnowThePassword(UserState state, String code, String message) {
        Map<String, Class<? extends AwsServiceException>> kinds = Map.of(
                "UserNotConfirmedException", UserNotConfirmedException.class,
                "PasswordResetRequiredException", PasswordResetRequiredException.class,
                "NotAuthorizedException", NotAuthorizedException.class);
        CognitoUser user =
                pool.addUser(CognitoUser.named("user-" + state, "secret-1").inState(state));
        assertRefused(() -> session.bySrp(pool.client(), user), kinds.get(code), code, message);
        assertRefused(
                () -> session.byPassword(pool.client(), user.username(), user.password()),
                kinds.get(code),
                code,
                message);
        CognitoUser wrong = CognitoUser.named(user.username(), "wrong");
        assertNotAuthorized(() -> session.bySrp(pool.client(), wrong), WRONG);
    }

    @ParameterizedTest
    @EnumSource(
            value = UserState.class,
            names = {"FORCE_CHANGE_PASSWORD", "SMS_MFA", "SOFTWARE_TOKEN_MFA"})
    void someUsersAreChallengedFurther(UserState state) {
        CognitoUser user = pool.addUser(CognitoUser.named("user-" + state, "secret-2")
                .withEmail(state + "@example.com")
                .inState(state));
        String expected = state == UserState.FORCE_CHANGE_PASSWORD ? "NEW_PASSWORD_REQUIRED" : state.name();
        var bySrp = session.bySrp(pool.secretClient(), user);
        assertThat(bySrp.challengeNameAsString()).isEqualTo(expected);
        assertThat(bySrp.session()).isNotBlank();
        assertThat(bySrp.authenticationResult()).isNull();
        assertThat(bySrp.challengeParameters()).containsEntry("USER_ID_FOR_SRP", user.username());
        var byPassword = session.byPassword(pool.client(), user.username(), user.password());
        assertThat(byPassword.challengeNameAsString()).isEqualTo(expected);
    }

    @Test
    void aFlowThatTheClientDoesNotAllowIsAnInvalidParameter() {
        CognitoClient srpOnly = pool.addClient(CognitoClient.allowing(AuthFlow.USER_SRP_AUTH));
        CognitoClient passwordOnly = pool.addClient(CognitoClient.allowing(AuthFlow.USER_PASSWORD_AUTH));
        assertInvalid(
                () -> session.byPassword(srpOnly, "ann", pool.user().password()),
                "USER_PASSWORD_AUTH flow not enabled for this client");
        assertInvalid(() -> session.bySrp(passwordOnly, pool.user()), "USER_SRP_AUTH is not enabled for the client.");
        assertInvalid(() -> session.byRefreshToken(srpOnly, "ann", "x"), "Auth flow not enabled for this client");
        assertInvalid(
                () -> session.initiate(pool.client(), AuthFlowType.CUSTOM_AUTH, Map.of("USERNAME", "ann")),
                "CUSTOM_AUTH is not enabled for the client.");
        assertThat(session.bySrp(srpOnly, pool.user()).authenticationResult().refreshToken())
                .isNull();
    }

    @Test
    void anUnknownClientIsNotFound() {
        CognitoClient unknown = CognitoClient.allowing(AuthFlow.values());
        assertRefused(
                () -> session.bySrp(unknown, pool.user()),
                ResourceNotFoundException.class,
                "ResourceNotFoundException",
                "User pool client " + unknown.id() + " does not exist.");
    }

    @Test
    void aClientWithASecretDemandsItsHashAndOneWithoutDoesNotWantIt() {
        CognitoClient secret = pool.secretClient();
        CognitoClient wrongSecret =
                new CognitoClient(secret.id(), "wrong", secret.flows(), true, true, secret.renewal());
        assertNotAuthorized(
                () -> session.bySrp(wrongSecret, pool.user()),
                "Unable to verify secret hash for client " + secret.id());
        var password = Map.of("USERNAME", "ann", "PASSWORD", pool.user().password());
        assertNotAuthorized(
                () -> session.raw(secret, AuthFlowType.USER_PASSWORD_AUTH, password),
                "is configured with secret but SECRET_HASH was not received");
        var withHash = new LinkedHashMap<>(password);
        withHash.put(
                "SECRET_HASH", SrpClient.secretHash("any", "ann", pool.client().id()));
        assertNotAuthorized(
                () -> session.raw(pool.client(), AuthFlowType.USER_PASSWORD_AUTH, withHash),
                "is not configured for secret but secret hash was received");
    }

    @Test
    void theSecondStepsSecretHashIsMadeWithTheNameThatCounts() {
        CognitoClient client = pool.secretClient();
        var srp = new SrpClient(pool.userPoolId(), pool.user().password());
        var answer = srp.answer(session.challenge(client, "ann@example.com", srp), Instant.now());
        answer.put("SECRET_HASH", SrpClient.secretHash(client.secret(), "ann@example.com", client.id()));
        assertNotAuthorized(
                () -> session.userPool()
                        .respondToAuthChallenge(r -> r.clientId(client.id())
                                .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                                .challengeResponses(answer)),
                "Unable to verify secret hash");
    }

    @ParameterizedTest
    @ValueSource(strings = {"USERNAME", "SRP_A"})
    void theFirstStepNeedsAllItsParameters(String missing) {
        Map<String, String> texts = new LinkedHashMap<>(Map.of("USERNAME", "ann", "SRP_A", "10"));
        texts.remove(missing);
        assertInvalid(
                () -> session.initiate(pool.client(), AuthFlowType.USER_SRP_AUTH, texts),
                "Missing required parameter " + missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"USERNAME", "PASSWORD_CLAIM_SECRET_BLOCK", "PASSWORD_CLAIM_SIGNATURE", "TIMESTAMP"})
    void theSecondStepNeedsAllItsParameters(String missing) {
        Map<String, String> answer = answer();
        answer.remove(missing);
        assertInvalid(() -> session.respond(pool.client(), answer), "Missing required parameter " + missing);
    }

    /** Whoever sends a multiple of N would know the key without the password. */
    @Test
    void aPublicValueThatGivesTheKeyAwayIsRefused() {
        BigInteger n = BigInteger.TWO.pow(3072);
        for (String a : List.of("0", "000", "xyz", "-1", " 1", n.toString(16).repeat(2))) {
            assertInvalid(
                    () -> session.initiate(
                            pool.client(), AuthFlowType.USER_SRP_AUTH, Map.of("USERNAME", "ann", "SRP_A", a)),
                    "SRP_A");
        }
    }

    @ParameterizedTest
    @CsvSource({"PASSWORD_CLAIM_SIGNATURE", "PASSWORD_CLAIM_SECRET_BLOCK", "USERNAME"})
    void aChangedAnswerIsAWrongPassword(String changed) {
        Map<String, String> answer = answer();
        answer.compute(changed, (name, text) -> "x" + text);
        assertNotAuthorized(() -> session.respond(pool.client(), answer), WRONG);
    }

    @Test
    void anAnswerCountsOnceThroughItsOwnClientAndForThreeMinutes() {
        Map<String, String> answer = answer();
        assertThat(session.respond(pool.client(), answer).authenticationResult())
                .isNotNull();
        assertNotAuthorized(() -> session.respond(pool.client(), answer), WRONG);
        Map<String, String> elsewhere = answer();
        CognitoClient other = pool.addClient(CognitoClient.allowing(AuthFlow.USER_SRP_AUTH));
        assertNotAuthorized(() -> session.respond(other, elsewhere), WRONG);
        Map<String, String> late = answer();
        CLOCK.ahead(Duration.ofSeconds(181));
        assertNotAuthorized(() -> session.respond(pool.client(), late), WRONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mon Nov 03 12:00:00 UTC 2026",
                "2026-11-23T12:00:00Z",
                "Tue Nov 23 12:00:00 UTC 2026",
                "Mon Nov 23 12:00:00 GMT 2026",
                "mon nov 23 12:00:00 UTC 2026",
                "🚲"
            })
    void aTimestampHasOneFormOnly(String timestamp) {
        var srp = new SrpClient(pool.userPoolId(), pool.user().password());
        var challenge = session.challenge(pool.client(), "ann", srp);
        assertInvalid(
                () -> session.respond(pool.client(), srp.answer(challenge, timestamp)), "TIMESTAMP format should be");
    }

    @ParameterizedTest
    @ValueSource(longs = {-310, 310})
    void aTimestampFarFromTheServersClockIsRefused(long secondsOff) {
        assertNotAuthorized(
                () -> session.bySrp(pool.client(), pool.user(), Instant.now().plusSeconds(secondsOff)), WRONG);
    }

    @Test
    void aRefreshTokenEndsAndCanBeTakenBackAndBelongsToOneClient() {
        var token =
                session.bySrp(pool.client(), pool.user()).authenticationResult().refreshToken();
        assertNotAuthorized(() -> session.byRefreshToken(pool.secretClient(), "ann", token), "Invalid Refresh Token");
        assertNotAuthorized(() -> session.byRefreshToken(pool.client(), "ann", "made-up"), "Invalid Refresh Token");
        CLOCK.ahead(Duration.ofDays(31));
        assertNotAuthorized(() -> session.byRefreshToken(pool.client(), "ann", token), "Refresh Token has expired");
        CLOCK.ahead(Duration.ZERO);
        pool.revokeRefreshTokens();
        assertNotAuthorized(
                () -> session.byRefreshToken(pool.client(), "ann", token), "Refresh Token has been revoked");
    }

    @Test
    void aRefreshTokenNeedsTheSecretHashAndAnEnabledUser() {
        CognitoUser user = pool.addUser(CognitoUser.named("leaver", "secret-3"));
        var token =
                session.bySrp(pool.secretClient(), user).authenticationResult().refreshToken();
        assertNotAuthorized(
                () -> session.byRefreshToken(pool.secretClient(), "ann", token), "Unable to verify secret hash");
        pool.addUser(user.inState(UserState.DISABLED));
        assertNotAuthorized(() -> session.byRefreshToken(pool.secretClient(), "leaver", token), "User is disabled.");
    }

    @Test
    void challengesThatTheLocalCognitoCannotFinishAreNamed() {
        assertInvalid(
                () -> session.userPool()
                        .respondToAuthChallenge(r -> r.clientId(pool.client().id())
                                .challengeName(ChallengeNameType.SMS_MFA)
                                .challengeResponses(Map.of("USERNAME", "ann", "SMS_MFA_CODE", "1"))),
                "SMS_MFA");
    }

    @Test
    void cognitoIsThrottledAndFailsOnDemand() {
        rds.faults().throttleNext(1);
        assertRefused(
                () -> session.bySrp(pool.client(), pool.user()),
                TooManyRequestsException.class,
                "TooManyRequestsException",
                "Rate exceeded");
        rds.faults().failNext(500);
        assertRefused(() -> session.bySrp(pool.client(), pool.user()), 500, "InternalErrorException", "internal error");
        assertThat(rds.calls("InitiateAuth")).isPositive();
    }

    @Test
    void namesAndPasswordsThatCannotBeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CognitoUser.named("an n", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> CognitoUser.named("", "x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CognitoUser.named("ann", "canary word"))
                .withMessageNotContaining("canary");
    }

    private static Map<String, String> answer() {
        var srp = new SrpClient(pool.userPoolId(), pool.user().password());
        return srp.answer(session.challenge(pool.client(), "ann", srp), Instant.now());
    }

    private static void assertNotAuthorized(ThrowingCallable call, String message) {
        assertRefused(call, NotAuthorizedException.class, "NotAuthorizedException", message);
    }

    private static void assertInvalid(ThrowingCallable call, String message) {
        assertRefused(call, InvalidParameterException.class, "InvalidParameterException", message);
    }
}
