package ai.fourminds.rds.internal.credentials.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fourminds.rds.MovableClock;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.internal.connect.CloudAccess;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.cognito.AuthFlow;
import ai.fourminds.rds.local.cognito.CognitoClient;
import ai.fourminds.rds.local.cognito.CognitoClient.Renewal;
import ai.fourminds.rds.local.cognito.UserState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-ins to a stand-in that speaks SRP itself and checks every hash, signature and state. */
class CognitoMethodTest {

    private static LocalRds cloud;

    private final MovableClock clock = new MovableClock(Instant.now());
    private final CloudAccess access = new CloudAccess(clock);

    @BeforeAll
    static void start() {
        cloud = LocalRds.builder().withoutDatabases().start();
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @AfterEach
    void allIsWell() {
        cloud.faults().clear();
    }

    private static ai.fourminds.rds.local.cognito.CognitoUser user(String name, String password) {
        return cloud.cognito().addUser(ai.fourminds.rds.local.cognito.CognitoUser.named(name, password));
    }

    private static Map<String, String> settings(CognitoClient client, String... changes) {
        Map<String, String> settings =
                new HashMap<>(cloud.settings(cloud.cognito().user(), client));
        for (int index = 0; index < changes.length; index += 2) {
            settings.put(changes[index], changes[index + 1]);
        }
        return settings;
    }

    private void assertRefused(Map<String, String> settings, String code, String... words) {
        Throwable failure = catchThrowable(() -> access.caller(settings));
        assertThat(failure).isInstanceOf(RdsFailure.class).hasMessageContainingAll(words);
        assertThat(((RdsFailure) failure).diagnosis().code()).isEqualTo(code);
        assertThat(failure.getMessage()).doesNotContain(settings.get("cognitoPassword"));
    }

    @ParameterizedTest
    @CsvSource({"srp,false", "srp,true", "password,false", "password,true", "auto,true"})
    void signsInByEachFlowWithAndWithoutAClientSecret(String flow, boolean secret) throws SQLException {
        CognitoClient client =
                secret ? cloud.cognito().secretClient() : cloud.cognito().client();
        assertThat(access.caller(settings(client, "cognitoFlow", flow)).arn()).contains(":assumed-role/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "with'quote\"and%s",
                "пароль-密码",
                "\uD83D\uDC18\uD83D\uDD11elephant",
                "x",
                "=+/\\:;,&?#<>|`$(){}"
            })
    void srpProvesEveryPassword(String password) throws SQLException {
        var user = user("user-" + Integer.toHexString(password.hashCode()), password);
        Map<String, String> settings =
                new HashMap<>(cloud.settings(user, cloud.cognito().client()));
        settings.put("cognitoFlow", "srp");
        assertThat(access.caller(settings).arn()).contains(":assumed-role/");
    }

    @Test
    void signsInByAnAlias() throws SQLException {
        Map<String, String> settings =
                settings(cloud.cognito().secretClient(), "cognitoUsername", "ann@example.com", "cognitoFlow", "srp");
        assertThat(access.caller(settings).arn()).contains(":assumed-role/");
    }

    @Test
    void autoSendsThePasswordOnlyWhereTheClientRefusesSrp() throws SQLException {
        int before = cloud.calls("RespondToAuthChallenge");
        access.caller(settings(cloud.cognito().client(), "cognitoFlow", "auto"));
        assertThat(cloud.calls("RespondToAuthChallenge")).isEqualTo(before + 1);
        CognitoClient passwordOnly = cloud.cognito()
                .addClient(CognitoClient.allowing(AuthFlow.USER_PASSWORD_AUTH, AuthFlow.REFRESH_TOKEN_AUTH));
        assertThat(access.caller(settings(passwordOnly)).arn()).contains(":assumed-role/");
        assertThat(cloud.calls("RespondToAuthChallenge")).isEqualTo(before + 1);
        CognitoClient noRefresh = cloud.cognito().addClient(CognitoClient.allowing(AuthFlow.USER_PASSWORD_AUTH));
        assertRefused(
                settings(noRefresh, "cognitoFlow", "srp"), "sign-in-refused", "ALLOW_USER_SRP_AUTH", "cognitoFlow");
        CognitoClient srpOnly = cloud.cognito().addClient(CognitoClient.allowing(AuthFlow.USER_SRP_AUTH));
        assertRefused(settings(srpOnly, "cognitoFlow", "password"), "sign-in-refused", "cognitoFlow");
    }

    @Test
    void autoDoesNotSendThePasswordAfterAWrongProof() {
        int before = cloud.calls("InitiateAuth");
        assertRefused(
                settings(cloud.cognito().client(), "cognitoPassword", "canary-wrong"),
                "sign-in-refused",
                "cognitoUsername and cognitoPassword");
        assertThat(cloud.calls("InitiateAuth")).isEqualTo(before + 1);
    }

    @Test
    void aWrongClientSecretIsCalledThat() {
        assertRefused(
                settings(cloud.cognito().secretClient(), "cognitoClientSecret", "canary-secret"),
                "sign-in-refused",
                "cognitoClientSecret");
    }

    @Test
    void anUnknownUserClientOrPoolIsNamed() {
        assertRefused(
                settings(cloud.cognito().client(), "cognitoUsername", "no'body%s"), "sign-in-refused", "no'body%s");
        assertRefused(
                settings(cloud.cognito().client(), "cognitoClientId", "nosuchclient"),
                "sign-in-refused",
                "cognitoClientId");
        assertRefused(
                settings(
                        cloud.cognito().client(),
                        "cognitoIdentityPoolId",
                        "us-east-1:00000000-0000-0000-0000-000000000000"),
                "sign-in-refused",
                "cognitoIdentityPoolId");
    }

    @ParameterizedTest
    @CsvSource({
        "UNCONFIRMED,sign-in-refused,Confirm the user",
        "RESET_REQUIRED,sign-in-refused,Reset the password",
        "DISABLED,sign-in-refused,disabled",
        "FORCE_CHANGE_PASSWORD,sign-in-challenge,NEW_PASSWORD_REQUIRED",
        "SMS_MFA,sign-in-challenge,SMS_MFA",
        "SOFTWARE_TOKEN_MFA,sign-in-challenge,SOFTWARE_TOKEN_MFA"
    })
    void aStateThatNeedsAPersonIsNamed(UserState state, String code, String words) {
        var user = cloud.cognito()
                .addUser(ai.fourminds.rds.local.cognito.CognitoUser.named("in-" + state, "canary-pw")
                        .inState(state));
        for (String flow : new String[] {"srp", "password"}) {
            Map<String, String> settings =
                    new HashMap<>(cloud.settings(user, cloud.cognito().client()));
            settings.put("cognitoFlow", flow);
            assertRefused(settings, code, "in-" + state, words);
        }
    }

    @Test
    void refreshesWithoutThePasswordForAsLongAsTheRefreshTokenLasts() throws Exception {
        Map<String, String> settings = settings(cloud.cognito().secretClient(), "cognitoFlow", "srp");
        access.caller(settings);
        int proofs = cloud.calls("RespondToAuthChallenge");
        clock.advance(Duration.ofMinutes(56));
        access.caller(settings);
        CloudAccess.awaitCalls();
        assertThat(cloud.calls("RespondToAuthChallenge")).isEqualTo(proofs);
        cloud.cognito().revokeRefreshTokens();
        // The pool judges the time of a proof, so the clock has to be right again for a sign-in.
        clock.advance(Duration.ofMinutes(-56));
        access.caller(settings);
        CloudAccess.awaitCalls();
        assertThat(cloud.calls("RespondToAuthChallenge")).isEqualTo(proofs + 1);
    }

    @Test
    void rotatedRefreshTokensAreUsedOneAfterTheOther() throws Exception {
        for (boolean secret : new boolean[] {false, true}) {
            CognitoClient plain = CognitoClient.allowing(AuthFlow.USER_SRP_AUTH).renewing(Renewal.ROTATED);
            Map<String, String> settings =
                    settings(cloud.cognito().addClient(secret ? plain.withSecret() : plain), "cognitoFlow", "srp");
            access.caller(settings);
            int proofs = cloud.calls("RespondToAuthChallenge");
            for (int round = 0; round < 2; round++) {
                clock.advance(Duration.ofMinutes(56));
                access.caller(settings);
                CloudAccess.awaitCalls();
                clock.advance(Duration.ofMinutes(-56));
                access.caller(settings);
                CloudAccess.awaitCalls();
            }
            assertThat(cloud.calls("RespondToAuthChallenge")).isEqualTo(proofs);
        }
    }

    @Test
    void aPoolThatTracksDevicesIsSignedInToAnew() throws Exception {
        CognitoClient tracked = cloud.cognito()
                .addClient(CognitoClient.allowing(AuthFlow.values()).renewing(Renewal.BOUND_TO_DEVICE));
        Map<String, String> settings = settings(tracked, "cognitoFlow", "password");
        access.caller(settings);
        int refreshes = cloud.calls("GetTokensFromRefreshToken");
        clock.advance(Duration.ofMinutes(56));
        assertThat(access.caller(settings).arn()).contains(":assumed-role/");
        CloudAccess.awaitCalls();
        assertThat(cloud.calls("GetTokensFromRefreshToken")).isEqualTo(refreshes + 1);
    }

    @Test
    void aWrongPasswordIsNotTriedUntilTheUserIsLockedOut() throws SQLException {
        Map<String, String> settings = settings(cloud.cognito().client(), "cognitoPassword", "canary-old");
        int before = cloud.calls("InitiateAuth");
        assertRefused(settings, "sign-in-refused", "Incorrect username or password");
        assertRefused(settings, "sign-in-refused", "Incorrect username or password", "not tried again before 20");
        assertThat(cloud.calls("InitiateAuth")).isEqualTo(before + 1);
        assertThat(access.caller(settings(cloud.cognito().client())).arn()).contains(":assumed-role/");
        clock.advance(Duration.ofMinutes(16));
        assertRefused(settings, "sign-in-refused", "Incorrect username or password");
        assertThat(cloud.calls("InitiateAuth")).isEqualTo(before + 3);
    }

    @Test
    void throttlingIsCalledThat() {
        cloud.faults().throttleNext(50);
        assertRefused(settings(cloud.cognito().client()), "aws-throttled", "throttling");
    }

    @Test
    void aClientThatTheIdentityPoolDoesNotKnowIsSuspected() {
        CognitoClient outside = cloud.cognito()
                .addClient(CognitoClient.allowing(AuthFlow.values()).outsideIdentityPool());
        assertRefused(settings(outside), "sign-in-refused", "cognitoIdentityPoolId", "authentication provider");
    }
}
