package ai.fourminds.rds.postgresql.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.fourminds.rds.contract.network.Reachable;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.local.LocalInstance;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.postgresql.Cloud;
import ai.fourminds.rds.postgresql.PostgresqlPlugin;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/** Connects to a real server behind a gateway that verifies tokens, over verified TLS. */
class ConnectTest {

    private final EnginePlugin plugin = new PostgresqlPlugin();

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void theServiceLoaderFindsThePlugin() {
        assertThat(ServiceLoader.load(EnginePlugin.class)).hasOnlyElementsOfType(PostgresqlPlugin.class);
        assertThat(plugin.rdsEngines()).containsExactlyInAnyOrder("postgres", "aurora-postgresql");
    }

    @Test
    void theConnectionIsTheNativeOne() throws Exception {
        try (Connection connection = plugin.connect(Cloud.request("prod-analytics", null))) {
            assertThat(connection.getClass().getName()).startsWith("org.postgresql.");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY (SELECT 1) TO STDOUT", out);
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("1\n");
            assertThat(ask(connection, "SELECT current_user || ' ' || current_database()"))
                    .isEqualTo(Cloud.USER + " postgres");
        }
    }

    @Test
    void theUrlIsTheNativeOneAndHoldsNoSecret() throws Exception {
        LocalInstance instance = Cloud.instance("prod-analytics");
        try (Connection connection = plugin.connect(Cloud.request("prod-analytics", null))) {
            assertThat(connection.getMetaData().getURL())
                    .isEqualTo("jdbc:postgresql://" + instance.host() + ":" + instance.port() + "/postgres");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b?c=d&e#f%s", "my db+1", "quo\"te'", "🦆"})
    void hostileDatabaseNamesArriveAsTheyAre(String database) throws Exception {
        Cloud.admin("postgres", "CREATE DATABASE \"" + database.replace("\"", "\"\"") + "\"");

        try (Connection connection = plugin.connect(Cloud.request("prod-analytics", database))) {
            assertThat(ask(connection, "SELECT current_database()")).isEqualTo(database);
        }
    }

    @Test
    void throughATunnelTheCertificateAndTheTokenSpeakOfTheRealEndpoint() throws Exception {
        ConnectRequest request = Cloud.request("prod-tunnel", null);
        assertThat(request.endpoint()).isNotEqualTo(request.dial());

        try (Connection connection = plugin.connect(request)) {
            assertThat(ask(connection, "SELECT 1")).isEqualTo("1");
            assertThat(connection.getMetaData().getURL())
                    .contains(request.endpoint().toString());
        }
    }

    @Test
    void aCancelRequestGoesThroughTheTunnelToo() throws Exception {
        try (Connection connection = plugin.connect(Cloud.request("prod-tunnel", null))) {
            PGConnection native_ = connection.unwrap(PGConnection.class);
            var asked = CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(SQLException.class, () -> ask(connection, "SELECT pg_sleep(600)")));
            while (!isRunning(native_.getBackendPID())) {
                Thread.sleep(10);
            }

            native_.cancelQuery();

            assertThat(asked.get().getSQLState()).isEqualTo("57014");
        }
    }

    private static boolean isRunning(int pid) throws SQLException {
        try (Connection admin = Cloud.instance("prod-analytics").adminConnection()) {
            return ask(admin, "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND pid = " + pid)
                    .equals("1");
        }
    }

    @Test
    void theRealCertificateOfAnotherInstanceIsRefused() {
        SQLException failure =
                catchThrowableOfType(SQLException.class, () -> plugin.connect(Cloud.request("prod-wrongcert", null)));

        assertThat((Throwable) failure).hasRootCauseInstanceOf(java.security.cert.CertificateException.class);
    }

    @Test
    void anUnknownDatabaseIsSaidSo() {
        SQLException failure = catchThrowableOfType(
                SQLException.class, () -> plugin.connect(Cloud.request("prod-analytics", "no such %s")));

        assertThat(plugin.classify(failure)).isEqualTo(FailureCode.UNKNOWN_DATABASE);
    }

    @Test
    void aDatabaseThatMayNotBeConnectedToIsSaidSo() {
        SQLException failure = catchThrowableOfType(
                SQLException.class, () -> plugin.connect(Cloud.request("prod-analytics", "rdsadmin")));

        assertThat(plugin.classify(failure)).isEqualTo(FailureCode.DATABASE_FORBIDDEN);
    }

    @Test
    void nativePropertiesPassThrough() throws Exception {
        Map<String, String> properties = Map.of(
                "ApplicationName",
                "it's %s 🦆",
                "currentSchema",
                "pg_catalog",
                "socketTimeout",
                "77",
                "options",
                "-c statement_timeout=12345",
                "localSocketAddress",
                "127.0.0.1");

        try (Connection connection = plugin.connect(Cloud.request("prod-analytics", null, properties))) {
            assertThat(ask(connection, "SHOW application_name")).startsWith("it's %s");
            assertThat(ask(connection, "SHOW search_path")).isEqualTo("pg_catalog");
            assertThat(ask(connection, "SHOW statement_timeout")).isEqualTo("12345ms");
            assertThat(connection.getNetworkTimeout()).isEqualTo(77_000);
        }
    }

    @Test
    void aSocketTimeoutOfTheUsersWorksAfterTheLogin() throws Exception {
        Map<String, String> properties = Map.of("socketTimeout", "1");

        try (Connection connection = plugin.connect(Cloud.request("prod-analytics", null, properties))) {
            assertThatThrownBy(() -> ask(connection, "SELECT pg_sleep(600)"))
                    .hasRootCauseInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void aNativePropertyThatPgjdbcRefusesIsSaidSo() {
        SQLException failure = catchThrowableOfType(
                SQLException.class,
                () -> plugin.connect(Cloud.request("prod-analytics", null, Map.of("socketTimeout", "soon"))));

        assertThat(plugin.classify(failure)).isEqualTo(FailureCode.NATIVE_PROPERTY_INVALID);
        assertThat((Throwable) failure).isInstanceOf(PSQLException.class);
    }

    @Test
    void theLoginTimeoutOfTheDriverManagerStartsNoThread() throws Exception {
        int before = DriverManager.getLoginTimeout();
        DriverManager.setLoginTimeout(5);
        try (Connection connection = plugin.connect(Cloud.request("prod-analytics", null))) {
            assertThat(ask(connection, "SELECT 1")).isEqualTo("1");
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("PostgreSQL JDBC driver connection thread");
        } finally {
            DriverManager.setLoginTimeout(before);
        }
    }

    @Test
    void theHandleIsNotReachableFromTheConnection() throws Exception {
        try (Connection connection = plugin.connect(Cloud.request("prod-analytics", null))) {
            assertThat(Login.UNDER_WAY.get()).isNull();
            Reachable reachable = Reachable.from(connection);
            assertThat(reachable.objects()).isGreaterThan(100);
            assertThat(reachable.holdsA(Login.class)).isFalse();
            assertThat(reachable.holds(connection.getMetaData().getURL())).isTrue();
        }
    }

    @Test
    void closingTheConnectionLeavesNoneAtTheGateway() throws Exception {
        LocalInstance instance = Cloud.instance("prod-tunnel");
        plugin.connect(Cloud.request("prod-tunnel", null)).close();

        while (instance.connections() > 0) {
            Thread.sleep(10);
        }
        assertThat(instance.connections()).isZero();
    }

    @Test
    void aUserNameLongerThanPostgresKeepsIsToldBeforeItIsToBeCreated() {
        assertThat(plugin.userComplaint("é".repeat(31) + "x")).isEmpty();
        assertThat(plugin.userComplaint("é".repeat(32)).orElseThrow()).contains("64 bytes", "at most 63");
    }

    @Test
    void grantsAreWordedAsPostgresHasThem() {
        assertThat(plugin.databaseStatements("o\"dd", "sa\"les"))
                .containsExactly("GRANT CONNECT ON DATABASE \"sa\"\"les\" TO \"o\"\"dd\"");
        assertThat(plugin.databaseStatements("u", "sa\nle\\s"))
                .containsExactly("GRANT CONNECT ON DATABASE U&\"sa\\000ale\\\\s\" TO \"u\"");
    }

    @Test
    void administratorsStatementsQuoteTheUser() {
        assertThat(plugin.userStatements("o\"dd %s"))
                .containsExactly(
                        "CREATE USER \"o\"\"dd %s\" WITH LOGIN",
                        "GRANT rds_iam TO \"o\"\"dd %s\"",
                        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO \"o\"\"dd %s\"");
    }
}
