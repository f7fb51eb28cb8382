package ai.fourminds.rds.local;

import static ai.fourminds.rds.local.RunningRds.IAM_USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.fourminds.rds.local.RunningFamily.Family;
import ai.fourminds.rds.local.RunningFamily.Way;
import ai.fourminds.rds.local.iam.token.Refusal;
import ai.fourminds.rds.local.principals.Principal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

@ExtendWith(RunningFamily.class)
class MysqlLoginRefusalTest {
    private static final String ALL_WAYS = "ai.fourminds.rds.local.RunningFamily$Way#all";
    private static final Way ORDERS = new Way("prod-orders", NativeDriver.MARIADB_CONNECTOR);

    private final Family family;
    private final LocalRds rds;

    MysqlLoginRefusalTest(Family family) {
        this.family = family;
        this.rds = family.rds();
    }

    @AfterEach
    void setClockRight() {
        family.clock().ahead(Duration.ZERO);
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void aTokenForAnotherHostPortUserOrRegionIsRefused(Way way) {
        Principal somebody = rds.principal();
        int port = family.instance(way).port();
        assertRefused(way, AwsClients.token(somebody, "127.0.0.1", port, IAM_USER), Refusal.WRONG_HOST);
        assertRefused(way, AwsClients.token(somebody, "localhost", 3306, IAM_USER), Refusal.WRONG_PORT);
        assertRefused(way, AwsClients.token(somebody, "localhost", port, "newcomer_iam_user"), Refusal.WRONG_USER);
        assertRefused(
                way, AwsClients.token(somebody, "localhost", port, IAM_USER, Region.EU_WEST_1), Refusal.WRONG_REGION);
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void aTokenLivesFifteenMinutesAndNotASecondLonger(Way way) throws SQLException {
        String token = token(way, rds.principal());
        Instant minted = ai.fourminds.rds.local.iam.SigV4.parseDate(token.replaceAll(".*X-Amz-Date=([0-9TZ]+).*", "$1"))
                .orElseThrow();
        family.clock().ahead(Duration.between(Instant.now(), minted.plusSeconds(899)));
        family.connect(way, "shop", IAM_USER, token).close();
        family.clock().ahead(Duration.between(Instant.now(), minted.plusSeconds(901)));
        assertRefused(way, token, Refusal.EXPIRED_TOKEN);
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void aTokenSignedWithAWrongSecretOrByAStrangerIsRefused(Way way) {
        Principal known = rds.principal();
        Principal forger = new Principal(
                known.arn(), known.accessKeyId(), known.secretAccessKey() + "x", null, null, known.policy());
        assertRefused(way, token(way, forger), Refusal.WRONG_SIGNATURE);
        assertRefused(way, token(way, Principal.user("stranger")), Refusal.UNKNOWN_ACCESS_KEY);
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void thePolicyMustAllowThisInstanceAndUser(Way way) throws SQLException {
        Principal restricted = rds.addPrincipal(Principal.user("restricted-" + way.instance())
                .withConnect("arn:aws:rds-db:us-east-1:123456789012:dbuser:db-ABCDEFG/fourminds_iam_user"));
        assertRefused(way, token(way, restricted), Refusal.NO_CONNECT_PERMISSION);
        Principal narrow = rds.addPrincipal(Principal.user("narrow-" + way.instance())
                .withConnect(family.instance(way).connectResource(IAM_USER)));
        family.connect(way, "shop", IAM_USER, token(way, narrow)).close();
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void aSessionsLongTokenIsTakenAsLongAsTheSessionLives(Way way) throws SQLException {
        Principal session = rds.addPrincipal(
                Principal.session("analyst", "ann", Instant.now().plusSeconds(600))
                        .withConnect("arn:aws:rds-db:*:*:dbuser:*/*"));
        String token = token(way, session);
        family.connect(way, "shop", IAM_USER, token).close();
        family.clock().ahead(Duration.ofSeconds(601));
        assertRefused(way, token, Refusal.EXPIRED_CREDENTIALS);
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void anInstanceWithoutIamAuthenticationTakesNoToken(Way way) {
        LocalInstance off = rds.instance(way.neighbour("noiam"));
        assertDenied(way, off, IAM_USER, family.token(off, IAM_USER));
        assertThat(off.lastRefusal()).hasValue(Refusal.IAM_AUTHENTICATION_DISABLED);
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void aPlaintextConnectionIsRefused(Way way) {
        LocalInstance instance = family.instance(way);
        String token = family.token(instance, IAM_USER);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> way.driver()
                        .connect(way.driver().plaintext(), "localhost", instance.listenPort(), "shop", IAM_USER, token))
                .withMessageContaining("Access denied for user 'fourminds_iam_user'@'127.0.0.1' (using password: YES)")
                .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(1045));
        assertThat(instance.lastRefusal()).hasValue(Refusal.NOT_ENCRYPTED);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> way.driver()
                        .connect(way.driver().plaintext(), "localhost", instance.listenPort(), "shop", "root", "x"))
                .withMessageContaining("Connections using insecure transport are prohibited")
                .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(3159));
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void whoIsNotAnIamUserIsAskedForAPasswordInVain(Way way) {
        LocalInstance instance = family.instance(way);
        for (String user : new String[] {"password_user", "root", "nobody \"'` %s", "fourminds_iam_user "}) {
            assertDenied(way, instance, user, family.token(instance, user));
        }
        assertDenied(way, instance, "password_user", family.token(instance, "password_user"));
        assertThat(instance.lastRefusal()).hasValue(Refusal.NOT_AN_IAM_USER);
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void aCertificateForAnotherHostIsNoticedByTheClient(Way way) {
        LocalInstance wrong = rds.instance(way.neighbour("wrongcert"));
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> family.connect(way, wrong, "shop", IAM_USER, family.token(wrong, IAM_USER)));
        assertThat(wrong.lastRefusal()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "localhost/", "localhost:3306/?Action=connect", "%zz/?%zz=%", "🔑/?🔑=🔑"})
    void whatIsNoTokenAtAllIsRefused(String password) {
        assertRefused(ORDERS, password, Refusal.MALFORMED_TOKEN);
    }

    @Test
    void anEmptyPasswordIsCalledNone() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> family.connect(ORDERS, "shop", IAM_USER, ""))
                .withMessageContaining("'fourminds_iam_user'@'127.0.0.1' (using password: NO)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod-orders", "prod-billing"})
    void whoIsAnIamUserIsAskedOfTheDatabaseEveryTime(String identifier) throws SQLException {
        Way way = new Way(identifier, NativeDriver.CONNECTOR_J);
        LocalInstance instance = family.instance(way);
        String user = "o'neill \"x\" `%s`";
        Principal anyone = rds.addPrincipal(Principal.user("anyone").withConnect("*"));
        String token = AwsClients.token(anyone, instance.host(), instance.port(), user);
        try (Connection admin = instance.adminConnection()) {
            update(admin, "create user ?@'%' identified by 'something else'", user);
            assertDenied(way, instance, user, token);
            update(admin, "insert into mysql.rds_iam_users values (?)", user);
            family.connect(way, "", user, token).close();
            family.connect(way, "", user, token).close();
            update(admin, "delete from mysql.rds_iam_users where user = ?", user);
            assertDenied(way, instance, user, token);
            update(admin, "drop user ?@'%'", user);
        }
    }

    /** The password that the gateway uses is nobody's to know, so nobody can change to another user. */
    @ParameterizedTest
    @ValueSource(strings = {"prod-orders", "prod-billing"})
    void changingTheUserOfASessionIsRefused(String identifier) throws SQLException {
        Way way = new Way(identifier, NativeDriver.CONNECTOR_J);
        LocalInstance instance = family.instance(way);
        try (Connection connection = family.connect(way)) {
            String token = family.token(instance, "newcomer_iam_user");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> connection
                            .unwrap(com.mysql.cj.jdbc.JdbcConnection.class)
                            .changeUser("newcomer_iam_user", token));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod-orders", "prod-billing"})
    void theDatabaseBehindIsClosedToPasswordlessNeighbours(String identifier) throws SQLException {
        try (Connection admin = rds.instance(identifier).adminConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("select 1");
            assertThat(RunningFamily.rows(
                            admin,
                            "select concat(user, '@', host) from mysql.user where authentication_string = ''"
                                    + " and user not in ('mariadb.sys', 'mysql.sys', 'mysql.session')"))
                    .isEmpty();
            String port = RunningFamily.text(admin, "select @@port");
            for (String user : new String[] {"root", "", IAM_USER}) {
                Properties properties = NativeDriver.MARIADB_CONNECTOR.plaintext();
                properties.setProperty("user", user);
                properties.setProperty("password", "");
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(
                                () -> DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/", properties))
                        .satisfies(e -> assertThat(e.getErrorCode()).isIn(1045, 1698));
            }
        }
    }

    private String token(Way way, Principal principal) {
        LocalInstance instance = family.instance(way);
        return AwsClients.token(principal, instance.host(), instance.port(), IAM_USER);
    }

    private void assertRefused(Way way, String password, Refusal reason) {
        assertDenied(way, family.instance(way), IAM_USER, password);
        assertThat(family.instance(way).lastRefusal()).hasValue(reason);
    }

    private void assertDenied(Way way, LocalInstance instance, String user, String password) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> family.connect(way, instance, "shop", user, password))
                .withMessageContaining("Access denied for user '" + user + "'@'127.0.0.1' (using password: YES)")
                .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(1045))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28000"));
    }

    private static void update(Connection admin, String sql, String user) throws SQLException {
        try (PreparedStatement statement = admin.prepareStatement(sql)) {
            statement.setString(1, user);
            statement.execute();
        }
    }
}
