package ai.fourminds.rds.local;

import static ai.fourminds.rds.local.RunningFamily.text;
import static ai.fourminds.rds.local.RunningRds.IAM_USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.fourminds.rds.local.RunningFamily.Family;
import ai.fourminds.rds.local.RunningFamily.Way;
import ai.fourminds.rds.local.principals.Principal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(RunningFamily.class)
class MysqlGatewayTest {
    private static final String ALL_WAYS = "ai.fourminds.rds.local.RunningFamily$Way#all";

    private final Family family;

    MysqlGatewayTest(Family family) {
        this.family = family;
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void aSessionIsTheUsersOwnInTheDatabaseAskedFor(Way way) throws SQLException {
        try (Connection connection = family.connect(way)) {
            assertThat(text(connection, "select current_user()")).isEqualTo("fourminds_iam_user@%");
            assertThat(text(connection, "select database()")).isEqualTo("shop");
            assertThat(connection.getMetaData().getDatabaseProductVersion())
                    .contains(way.instance().equals("prod-orders") ? "11.4.5-MariaDB" : "8.0.31");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void aSessionMayBeginWithoutADatabaseAndInAHostileOne(Way way) throws SQLException {
        String token = family.token(family.instance(way), IAM_USER);
        try (Connection connection = family.connect(way, "", IAM_USER, token)) {
            assertThat(text(connection, "select database()")).isNull();
        }
        try (Connection connection = family.connect(way, "we `quote` \"it\" %s", IAM_USER, token)) {
            assertThat(text(connection, "select database()")).isEqualTo("we `quote` \"it\" %s");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void everyRowStreamsThrough(Way way) throws SQLException {
        try (Connection connection = family.connect(way);
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(way.driver() == NativeDriver.CONNECTOR_J ? Integer.MIN_VALUE : 1000);
            try (ResultSet result = statement.executeQuery("select * from orders")) {
                long rows = 0;
                while (result.next()) {
                    rows++;
                }
                assertThat(rows).isEqualTo(120_000);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void largeValuesAndFourByteCharactersSurviveBothWays(Way way) throws SQLException {
        // Longer than the 16 MB that fit into one packet.
        String text = "🚲 grün 黒 \" ' \\ %s\n".repeat(900_000);
        try (Connection connection = family.connect(way);
                PreparedStatement statement = connection.prepareStatement("select ?")) {
            statement.setString(1, text);
            try (ResultSet result = statement.executeQuery()) {
                assertThat(result.next()).isTrue();
                assertThat(result.getString(1).equals(text)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void statementsPreparedByTheServerAndSeveralAtOnceWork(Way way) throws SQLException {
        Properties properties = way.driver().verified(family.rds());
        properties.setProperty("useServerPrepStmts", "true");
        properties.setProperty("allowMultiQueries", "true");
        try (Connection connection = connect(way, properties);
                PreparedStatement prepared =
                        connection.prepareStatement("select sku from orders where id = ? and status = ?");
                Statement several = connection.createStatement()) {
            prepared.setLong(1, 7);
            prepared.setString(2, "new");
            try (ResultSet result = prepared.executeQuery()) {
                assertThat(result.next()).isTrue();
                assertThat(result.getString(1)).startsWith("SKU-");
            }
            several.execute("select 1; select 'two'");
            assertThat(several.getMoreResults()).isTrue();
            try (ResultSet second = several.getResultSet()) {
                assertThat(second.next()).isTrue();
                assertThat(second.getString(1)).isEqualTo("two");
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void optionsOfTheSessionReachTheDatabase(Way way) throws SQLException {
        Properties properties = way.driver().verified(family.rds());
        properties.setProperty("sessionVariables", "sql_mode='ANSI',lock_wait_timeout=77");
        properties.setProperty("useCompression", "true");
        try (Connection connection = connect(way, properties)) {
            assertThat(text(connection, "select @@sql_mode")).contains("ANSI_QUOTES");
            assertThat(text(connection, "select @@lock_wait_timeout")).isEqualTo("77");
            connection.setCatalog("warehouse");
            assertThat(text(connection, "select count(*) from shelves")).isEqualTo("5");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void connectionsAtTheSameTimeAreIndependent(Way way) throws SQLException {
        try (Connection second = family.connect(way)) {
            try (Connection first = family.connect(way)) {
                assertThat(text(first, "select connection_id()")).isNotEqualTo(text(second, "select connection_id()"));
            }
            assertThat(text(second, "select 'still here'")).isEqualTo("still here");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void nothingOfAConnectionStaysAfterItsEnd(Way way) throws SQLException, InterruptedException {
        LocalInstance instance = family.instance(way);
        for (int i = 0; i < 10; i++) {
            family.connect(way).close();
        }
        while (instance.connections() > 0) {
            Thread.sleep(10);
        }
        try (Connection admin = instance.adminConnection()) {
            String sessions =
                    "select count(*) from information_schema.processlist where user not in ('root', 'event_scheduler', 'system user')";
            while (!text(admin, sessions).equals("0")) {
                Thread.sleep(10);
            }
        }
    }

    /** Drivers cancel by KILL QUERY on a second connection, with the thread id of the first one's greeting. */
    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void cancellingKillsTheQueryAndOnlyThat(Way way) throws SQLException, InterruptedException {
        try (Connection connection = family.connect(way);
                Statement sleeper = connection.createStatement();
                Connection observer = family.instance(way).adminConnection()) {
            String id = text(connection, "select connection_id()");
            CompletableFuture<Void> sleeping =
                    CompletableFuture.runAsync(() -> execute(sleeper, "select sleep(3600), id from orders limit 9"));
            awaitSleep(observer, id);
            sleeper.cancel();
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(sleeping::join)
                    .havingCause()
                    .isInstanceOf(SQLException.class)
                    .withMessageMatching("(?s).*(interrupted|cancelled).*");
            assertThat(text(connection, "select connection_id()")).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void oneConnectionKillsAnother(Way way) throws SQLException {
        try (Connection victim = family.connect(way);
                Connection killer = family.connect(way);
                Statement kill = killer.createStatement()) {
            kill.execute("kill connection " + text(victim, "select connection_id()"));
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> text(victim, "select 1"))
                    .satisfies(e -> assertThat(e.getSQLState()).startsWith("08"));
            assertThat(text(killer, "select 'alive'")).isEqualTo("alive");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void anUnknownDatabaseIsTheDatabasesOwnError(Way way) {
        String token = family.token(family.instance(way), IAM_USER);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> family.connect(way, "no such \"db\" %s", IAM_USER, token))
                .withMessageContaining("Unknown database 'no such \"db\" %s'")
                .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(1049));
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void aDatabaseThatTheUserMayNotSeeIsDenied(Way way) throws SQLException {
        Principal reader = family.rds().addPrincipal(Principal.user("reader").withConnect("*"));
        LocalInstance instance = family.instance(way);
        String token = AwsClients.token(reader, instance.host(), instance.port(), "reader_iam_user");
        try (Connection connection = family.connect(way, "shop", "reader_iam_user", token)) {
            assertThat(text(connection, "select count(*) from orders")).isEqualTo("120000");
        }
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> family.connect(way, "warehouse", "reader_iam_user", token))
                .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(1044));
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void localFilesAreNotAskedFor(Way way) throws SQLException {
        try (Connection connection = family.connect(way);
                Statement statement = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.execute("load data local infile '/etc/hostname' into table orders"));
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_WAYS)
    void throughATunnelTheRealEndpointsTokenOpensTheDatabase(Way way) throws SQLException {
        LocalInstance tunnel = family.rds().instance(way.neighbour("tunnel"));
        assertThat(tunnel.host()).isEqualTo(way.instance() + "-tunnel.c9akciq32rk1.us-east-1.rds.amazonaws.com");
        assertThat(tunnel.port()).isEqualTo(3306);
        String token = family.token(tunnel, IAM_USER);
        try (Connection connection = way.driver().throughTunnel(family.rds(), tunnel, IAM_USER, token)) {
            assertThat(text(connection, "select count(*) from orders")).isEqualTo("120000");
        }
    }

    private Connection connect(Way way, Properties properties) throws SQLException {
        LocalInstance instance = family.instance(way);
        String token = family.token(instance, IAM_USER);
        return way.driver().connect(properties, "localhost", instance.listenPort(), "shop", IAM_USER, token);
    }

    /** The server answers at once each time, so this asks as often as it takes and waits for nothing else. */
    private static void awaitSleep(Connection observer, String id) throws SQLException, InterruptedException {
        String asleep = "select count(*) from information_schema.processlist where state = 'User sleep' and id = " + id;
        while (!text(observer, asleep).equals("1")) {
            Thread.sleep(10);
        }
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }
}
