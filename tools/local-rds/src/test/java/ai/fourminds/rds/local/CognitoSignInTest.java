package ai.fourminds.rds.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.fourminds.rds.local.cognito.CognitoClient;
import ai.fourminds.rds.local.cognito.CognitoPool;
import ai.fourminds.rds.local.cognito.CognitoUser;
import ai.fourminds.rds.local.oidc.JsonWebToken;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

class CognitoSignInTest {
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
    void setClockRight() {
        CLOCK.ahead(Duration.ZERO);
    }

    static List<CognitoClient> clients() {
        return List.of(pool.client(), pool.secretClient());
    }

    @ParameterizedTest
    @MethodSource("clients")
    void whoKnowsThePasswordSignsInBySrpWithoutSendingIt(CognitoClient client) {
        assertWholeResult(session.bySrp(client, pool.user()).authenticationResult(), client);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void whoKnowsThePasswordMaySendItWhereTheClientAllowsThat(CognitoClient client) {
        var user = pool.user();
        assertWholeResult(
                session.byPassword(client, user.username(), user.password()).authenticationResult(), client);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aRefreshTokenGetsFreshTokensForThirtyDays(CognitoClient client) {
        var first = session.bySrp(client, pool.user()).authenticationResult();
        CLOCK.ahead(Duration.ofDays(29));
        var second = session.byRefreshToken(client, pool.user().username(), first.refreshToken())
                .authenticationResult();
        assertThat(second.refreshToken()).isNull();
        assertThat(second.idToken()).isNotEqualTo(first.idToken());
        assertThat(token(second.idToken()).expiresAt().orElseThrow())
                .isCloseTo(Instant.now().plus(Duration.ofDays(29)).plusSeconds(3600), within(1, ChronoUnit.MINUTES));
    }

    @ParameterizedTest
    @CsvSource({"'o''neill\"%s\\', 'p@ss\"''word;--%s'", "🚲émile, 🔑пароль", "x, y", "'{\"json\":1}', '</xml>&amp;'"})
    void namesAndPasswordsMayBeOfAnyCharacters(String username, String password) {
        CognitoUser user = pool.addUser(CognitoUser.named(username, password));
        var bySrp = session.bySrp(pool.secretClient(), user).authenticationResult();
        assertThat(token(bySrp.idToken()).text("cognito:username")).isEqualTo(username);
        assertThat(session.byPassword(pool.client(), username, password).authenticationResult())
                .isNotNull();
    }

    /** Salts and public values with zeros or a set bit in front turn up among so many. */
    @Test
    void everyExchangeComesToTheSameKeyOnBothSides() {
        assertThat(IntStream.range(0, 40).mapToObj(i -> {
                    CognitoUser fresh = pool.addUser(CognitoUser.named("many", "password-" + i));
                    return session.bySrp(pool.client(), fresh).authenticationResult();
                }))
                .doesNotContainNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "ANN", "ann@example.com", "Ann@Example.com"})
    void whateverOneSignsInByTheChallengeSaysTheNameThatCounts(String alias) {
        var srp = new SrpClient(pool.userPoolId(), pool.user().password());
        var challenge = session.challenge(pool.secretClient(), alias, srp);
        assertThat(challenge).containsEntry("USER_ID_FOR_SRP", "ann");
        assertThat(session.respond(pool.secretClient(), srp.answer(challenge, Instant.now()))
                        .authenticationResult())
                .isNotNull();
    }

    @Test
    void whoIsChangedOrGetsAnotherAddressNoLongerSignsInByWhatWas() {
        CognitoClient client = pool.client();
        pool.addUser(CognitoUser.named("bea", "password-1").withEmail("bea@example.com"));
        pool.addUser(CognitoUser.named("bea", "password-2").withEmail("b@example.com"));
        assertThatThrownBy(() -> session.byPassword(client, "bea@example.com", "password-1"))
                .isInstanceOf(UserNotFoundException.class);
        assertThatThrownBy(() -> session.byPassword(client, "bea@example.com", "password-2"))
                .isInstanceOf(UserNotFoundException.class);
        assertThat(session.byPassword(client, "B@example.com", "password-2").authenticationResult())
                .isNotNull();
        pool.addUser(CognitoUser.named("bert", "password-3").withEmail("b@example.com"));
        assertThatThrownBy(() -> session.byPassword(client, "b@example.com", "password-2"))
                .isInstanceOf(NotAuthorizedException.class);
        assertThat(session.byPassword(client, "b@example.com", "password-3").authenticationResult())
                .isNotNull();
        pool.addUser(CognitoUser.named("bert", "password-4"));
        assertThatThrownBy(() -> session.byPassword(client, "b@example.com", "password-3"))
                .isInstanceOf(UserNotFoundException.class);
    }

    @Test
    void nothingSecretPrintsItself() {
        assertThat(pool.user().toString()).doesNotContain(pool.user().password());
        assertThat(pool.secretClient().toString())
                .doesNotContain(String.valueOf(pool.secretClient().secret()));
        assertThat(rds.settings(pool.user(), pool.secretClient()))
                .containsEntry("auth", "cognito")
                .containsEntry("cognitoClientSecret", pool.secretClient().secret());
    }

    private static void assertWholeResult(AuthenticationResultType result, CognitoClient client) {
        assertThat(result.tokenType()).isEqualTo("Bearer");
        assertThat(result.expiresIn()).isEqualTo(3600);
        assertThat(result.refreshToken()).isNotBlank();
        JsonWebToken id = token(result.idToken());
        assertThat(id.issuer()).isEqualTo("https://cognito-idp.us-east-1.amazonaws.com/" + pool.userPoolId());
        assertThat(id.audiences()).containsExactly(client.id());
        assertThat(id.text("token_use")).isEqualTo("id");
        assertThat(id.text("email")).isEqualTo("ann@example.com");
        assertThat(id.expiresAt().orElseThrow())
                .isCloseTo(Instant.now().plusSeconds(3600), within(1, ChronoUnit.MINUTES));
        JsonWebToken access = token(result.accessToken());
        assertThat(access.text("client_id")).isEqualTo(client.id());
        assertThat(access.audiences()).isEmpty();
        assertThat(access.subject()).isEqualTo(id.subject());
    }

    private static JsonWebToken token(String text) {
        return JsonWebToken.parse(text).orElseThrow();
    }
}
