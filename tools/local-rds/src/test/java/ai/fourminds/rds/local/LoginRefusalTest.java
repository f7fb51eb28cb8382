package ai.fourminds.rds.local;

import static ai.fourminds.rds.local.RunningRds.IAM_USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.fourminds.rds.local.RunningRds.Shared;
import ai.fourminds.rds.local.iam.token.Refusal;
import ai.fourminds.rds.local.principals.Principal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import software.amazon.awssdk.regions.Region;

@ExtendWith(RunningRds.class)
class LoginRefusalTest {
    private final Shared shared;
    private final LocalRds rds;
    private final LocalInstance analytics;

    LoginRefusalTest(Shared shared) {
        this.shared = shared;
        this.rds = shared.rds();
        this.analytics = shared.analytics();
    }

    @AfterEach
    void setClockRight() {
        shared.clock().ahead(Duration.ZERO);
    }

    @Test
    void aTokenForAnotherHostIsRefused() {
        assertPamRefusal(
                AwsClients.token(rds.principal(), "127.0.0.1", analytics.port(), IAM_USER), Refusal.WRONG_HOST);
        assertPamRefusal(
                AwsClients.token(rds.principal(), "localhost.", analytics.port(), IAM_USER), Refusal.WRONG_HOST);
    }

    @Test
    void aTokenForAnotherPortIsRefused() {
        assertPamRefusal(AwsClients.token(rds.principal(), "localhost", 5432, IAM_USER), Refusal.WRONG_PORT);
        assertPamRefusal(
                AwsClients.token(rds.principal(), "localhost", analytics.port() * 10, IAM_USER), Refusal.WRONG_PORT);
    }

    @Test
    void anotherUsersTokenIsRefused() {
        assertPamRefusal(shared.token(analytics, "newcomer_iam_user"), Refusal.WRONG_USER);
    }

    @Test
    void aTokenLivesFifteenMinutesAndNotASecondLonger() throws SQLException {
        String token = shared.token();
        Instant minted = mintedAt(token);
        shared.clock().ahead(Duration.between(Instant.now(), minted.plusSeconds(899)));
        shared.connect(analytics, "sales", IAM_USER, token).close();
        shared.clock().ahead(Duration.between(Instant.now(), minted.plusSeconds(901)));
        assertPamRefusal(token, Refusal.EXPIRED_TOKEN);
    }

    @Test
    void aTokenFromTheFutureIsRefused() {
        String token = shared.token();
        shared.clock().ahead(Duration.ofMinutes(-6));
        assertPamRefusal(token, Refusal.TOKEN_FROM_THE_FUTURE);
    }

    @Test
    void aTokenSignedWithAWrongSecretIsRefused() {
        Principal known = rds.principal();
        Principal forger = new Principal(
                known.arn(), known.accessKeyId(), known.secretAccessKey() + "x", null, null, known.policy());
        assertPamRefusal(token(forger), Refusal.WRONG_SIGNATURE);
    }

    @Test
    void aTokenOfAnUnknownKeyIsRefused() {
        assertPamRefusal(token(Principal.user("stranger")), Refusal.UNKNOWN_ACCESS_KEY);
    }

    @Test
    void aTokenForAnotherRegionIsRefused() {
        String token = AwsClients.token(rds.principal(), "localhost", analytics.port(), IAM_USER, Region.EU_WEST_1);
        assertPamRefusal(token, Refusal.WRONG_REGION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:rds-db:us-east-1:123456789012:dbuser:db-ABCDEFG/fourminds_iam_user",
                "arn:aws:rds-db:us-east-1:123456789012:dbuser:*/somebody_else",
                "arn:aws:rds-db:eu-west-1:123456789012:dbuser:*/*",
                "arn:aws:rds:us-east-1:123456789012:db:prod-analytics"
            })
    void withoutAPolicyForThisInstanceAndUserATokenIsRefused(String resource) {
        Principal restricted = rds.addPrincipal(Principal.user("restricted").withConnect(resource));
        assertPamRefusal(token(restricted), Refusal.NO_CONNECT_PERMISSION);
    }

    @Test
    void aPolicyForExactlyThisInstanceAndUserIsEnough() throws SQLException {
        Principal narrow = rds.addPrincipal(
                Principal.user("narrow").withoutDescribe().withConnect(analytics.connectResource(IAM_USER)));
        shared.connect(analytics, "sales", IAM_USER, token(narrow)).close();
    }

    @Test
    void aSessionsTokenNeedsItsSessionTokenAndALivingSession() throws SQLException {
        Principal session = rds.addPrincipal(
                Principal.session("analyst", "ann", Instant.now().plusSeconds(600))
                        .withConnect("arn:aws:rds-db:*:*:dbuser:*/*"));
        shared.connect(analytics, "sales", IAM_USER, token(session)).close();
        String withoutSessionToken = token(new Principal(
                session.arn(), session.accessKeyId(), session.secretAccessKey(), null, null, session.policy()));
        assertPamRefusal(withoutSessionToken, Refusal.WRONG_SESSION_TOKEN);
        String token = token(session);
        shared.clock().ahead(Duration.ofSeconds(601));
        assertPamRefusal(token, Refusal.EXPIRED_CREDENTIALS);
    }

    @Test
    void anInstanceWithoutIamAuthenticationTakesNoToken() {
        LocalInstance off = rds.instance("prod-noiam");
        assertRefusal(off, IAM_USER, shared.token(off, IAM_USER), "28000", "PAM authentication failed for user");
        assertThat(off.lastRefusal()).hasValue(Refusal.IAM_AUTHENTICATION_DISABLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "localhost/", "localhost:5432/?Action=connect", "%zz/?%zz=%", "/?", "🔑/?🔑=🔑"})
    void whatIsNoTokenAtAllIsRefused(String password) {
        assertPamRefusal(password, Refusal.MALFORMED_TOKEN);
    }

    @Test
    void aTokenWithAChangedOrDoubledParameterIsRefused() {
        String token = shared.token();
        assertPamRefusal(token.replace("X-Amz-Expires=900", "X-Amz-Expires=901"), Refusal.MALFORMED_TOKEN);
        assertPamRefusal(token.replace("X-Amz-Expires=900", "X-Amz-Expires=899"), Refusal.WRONG_SIGNATURE);
        assertPamRefusal(token + "&DBUser=" + IAM_USER, Refusal.MALFORMED_TOKEN);
        assertPamRefusal(token + "&Extra=1", Refusal.WRONG_SIGNATURE);
        assertPamRefusal(token.replace("rds-db", "rds"), Refusal.WRONG_SERVICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password_user", "postgres", "nobody \"quoted\" %s 🚲", "no\nbody"})
    void whoIsNotInRdsIamIsAskedForAPasswordInVain(String user) {
        assertRefusal(
                analytics,
                user,
                shared.token(analytics, user),
                "28P01",
                "password authentication failed for user \"" + user + "\"");
        assertThat(analytics.lastRefusal()).hasValue(Refusal.NOT_AN_IAM_USER);
    }

    @Test
    void membershipIsAskedOfTheDatabaseEveryTimeAndMayBeIndirect() throws SQLException {
        String user = "o'neill \"x\" %s 🚲";
        try (Connection admin = analytics.adminConnection();
                Statement statement = admin.createStatement()) {
            String quoted = admin.unwrap(PGConnection.class).escapeIdentifier(user);
            statement.execute("create role team; grant rds_iam to team; create role " + quoted + " login");
            Principal anyone = rds.addPrincipal(Principal.user("anyone").withConnect("*"));
            String token = AwsClients.token(anyone, analytics.host(), analytics.port(), user);
            assertRefusal(analytics, user, token, "28P01", "password authentication failed");
            statement.execute("grant team to " + quoted);
            shared.connect(analytics, "postgres", user, token).close();
            statement.execute("drop role " + quoted + "; drop role team");
        }
    }

    @Test
    void aPlaintextConnectionIsRefused() {
        Properties properties = new Properties();
        properties.setProperty("user", IAM_USER);
        properties.setProperty("password", shared.token());
        properties.setProperty("sslmode", "disable");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + analytics.port() + "/sales", properties))
                .withMessageContaining(
                        "no pg_hba.conf entry for host \"127.0.0.1\", user \"fourminds_iam_user\", database \"sales\", no encryption")
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28000"));
        assertThat(analytics.lastRefusal()).hasValue(Refusal.NOT_ENCRYPTED);
    }

    @Test
    void aCertificateForAnotherHostIsNoticedByTheClient() {
        LocalInstance wrong = rds.instance("prod-wrongcert");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> shared.connect(wrong, "sales", IAM_USER, shared.token(wrong, IAM_USER)))
                .withMessageContaining("hostname");
        assertThat(wrong.lastRefusal()).isEmpty();
    }

    @Test
    void theDatabaseBehindIsClosedToPasswordlessNeighbours() throws SQLException {
        try (Connection admin = analytics.adminConnection()) {
            String behind = admin.getMetaData().getURL();
            for (String user : new String[] {"postgres", IAM_USER}) {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> DriverManager.getConnection(behind, user, "guess"))
                        .satisfies(e -> assertThat(e.getSQLState()).startsWith("28"));
            }
        }
    }

    private String token(Principal principal) {
        return AwsClients.token(principal, analytics.host(), analytics.port(), IAM_USER);
    }

    private static Instant mintedAt(String token) {
        String date = token.replaceAll(".*X-Amz-Date=([0-9TZ]+).*", "$1");
        return ai.fourminds.rds.local.iam.SigV4.parseDate(date).orElseThrow();
    }

    private void assertPamRefusal(String password, Refusal reason) {
        assertRefusal(
                analytics, IAM_USER, password, "28000", "PAM authentication failed for user \"fourminds_iam_user\"");
        assertThat(analytics.lastRefusal()).hasValue(reason);
    }

    private void assertRefusal(LocalInstance instance, String user, String password, String sqlState, String message) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> shared.connect(instance, "sales", user, password))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(sqlState));
    }
}
