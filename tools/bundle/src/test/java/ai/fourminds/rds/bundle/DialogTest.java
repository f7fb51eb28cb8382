package ai.fourminds.rds.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls of the connection dialogs and trees of DBeaver, DataGrip and SQuirreL, on every engine. */
final class DialogTest {
    private static LoadedDriver loaded;
    private static Driver driver;

    @BeforeAll
    static void loadsTheDriverByNameFromTheJar() throws ReflectiveOperationException {
        loaded = LoadedDriver.in(new Bundle().alone(), LoadedDriver.CLASS);
        driver = loaded.driver();
    }

    @AfterAll
    static void closes() throws IOException, ReflectiveOperationException {
        loaded.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:fourminds-rds:{host}/{database}",
                "jdbc:fourminds-rds:[{host}][/{database}]",
                "jdbc:fourminds-rds:postgresql://{host}/{database}",
                "jdbc:fourminds-rds:<instance>/<database>",
                "jdbc:fourminds-rds:",
            })
    void showsItsPropertySheetForATemplate(String template) throws SQLException {
        assertThat(driver.acceptsURL(template)).isTrue();
        assertThat(driver.getPropertyInfo(template, new Properties()))
                .isNotEmpty()
                .allSatisfy(info -> {
                    assertThat(info.name).matches("[a-z][A-Za-z]+");
                    assertThat(info.description).isNotBlank();
                    assertThat(info.required).isFalse();
                    assertThat(info.choices)
                            .satisfiesAnyOf(
                                    choices -> assertThat(choices).isNull(),
                                    choices -> assertThat(choices).isNotEmpty());
                });
    }

    @Test
    void offersTheInstancesOfTheRegion() throws SQLException {
        var settings = Clouds.settings();
        var first = sheet(settings).get("instance");
        // The answer may come after the second that the sheet waits; it is kept for the next time.
        while (first.choices == null) {
            first = sheet(settings).get("instance");
        }
        assertThat(first.choices)
                .contains("prod-analytics", "prod-orders", "prod-billing")
                .doesNotContain("prod-erp");
        settings.setProperty("instance", "prod-analytics");
        try (var connection = driver.connect("jdbc:fourminds-rds:/sales", settings)) {
            assertThat(connection.getCatalog()).isEqualTo("sales");
        }
    }

    /** SQuirreL sends every property that its user ticks, with the value shown. */
    @Test
    void connectsWithTheSheetsOwnValuesSentBack() throws SQLException {
        var settings = Clouds.settings();
        sheet(settings).values().stream()
                .filter(info -> info.value != null)
                .forEach(info -> settings.putIfAbsent(info.name, info.value));
        try (var connection = driver.connect("jdbc:fourminds-rds:prod-analytics/sales", settings)) {
            assertThat(connection.isValid(10)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:fourminds-rds:prod-analytics/sales, sales",
        "jdbc:fourminds-rds:postgresql://prod-analytics/sales, sales",
        "jdbc:fourminds-rds:prod-orders, orders",
        "jdbc:fourminds-rds:mariadb://prod-orders, orders",
        "jdbc:fourminds-rds:prod-billing, billing",
        "jdbc:fourminds-rds:mysql://prod-billing, billing",
    })
    void connectsWithAnEmptyUserAndPasswordAndReadsTheTree(String url, String database) throws SQLException {
        try (var connection = open(url)) {
            assertThat(connection.isValid(10)).isTrue();
            connection.setNetworkTimeout(Runnable::run, 60_000);
            var data = connection.getMetaData();
            assertThat(data.getDatabaseProductName()).isNotBlank();
            assertThat(data.getUserName()).contains("fourminds_iam_user");
            assertThat(data.getURL()).doesNotContain("X-Amz", "password=");
            assertThat(strings(data.getTableTypes(), 1)).isNotEmpty();
            assertThat(data.getTypeInfo().next()).isTrue();
            var catalogs = strings(data.getCatalogs(), 1);
            assertThat(catalogs).isNotEmpty();
            data.getSchemas().close();
            var catalog =
                    connection.getCatalog() == null || connection.getCatalog().isEmpty()
                            ? catalogs.get(0)
                            : connection.getCatalog();
            assertThat(strings(data.getTables(catalog, null, "%", new String[] {"TABLE", "BASE TABLE", "VIEW"}), 3))
                    .as(database)
                    .isNotNull();
            assertThat(strings(data.getColumns(null, null, "%", "%"), 4)).isNotEmpty();
            data.getPrimaryKeys(catalog, null, "none").close();
            data.getIndexInfo(catalog, null, "none", false, true).close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod-analytics", "prod-orders", "prod-billing"})
    void runsAStatementAndReadsItBack(String instance) throws SQLException {
        try (var connection = open("jdbc:fourminds-rds:" + instance)) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.setFetchSize(200);
                statement.setMaxRows(200);
                assertThat(statement.execute("SELECT 1 AS one, 'ä\uD83D\uDE00' AS text"))
                        .isTrue();
                assertThat(strings(statement.getResultSet(), 2)).containsExactly("ä\uD83D\uDE00");
            }
            connection.rollback();
        }
    }

    @Test
    void cancelsAStatementOfPostgresql() throws Exception {
        try (var connection = open("jdbc:fourminds-rds:prod-analytics");
                var statement = connection.createStatement();
                var watcher = open("jdbc:fourminds-rds:prod-analytics")) {
            var canceller = new Thread(() -> cancelOnceRunning(watcher, statement));
            canceller.start();
            assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(60)"))
                    .asInstanceOf(InstanceOfAssertFactories.throwable(SQLException.class))
                    .satisfies(failure -> assertThat(failure.getSQLState()).isEqualTo("57014"));
            canceller.join();
            assertThat(connection.isValid(10)).isTrue();
        }
    }

    private static void cancelOnceRunning(Connection watcher, Statement statement) {
        var running = "SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' AND wait_event = 'PgSleep'";
        try (var look = watcher.createStatement()) {
            boolean found = false;
            while (!found) {
                try (var row = look.executeQuery(running)) {
                    found = row.next();
                }
                Thread.sleep(10);
            }
            statement.cancel();
        } catch (SQLException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void saysWhatToDoWithAPasswordThatWasTyped() {
        var typed = Clouds.settings();
        typed.setProperty("password", "canary-S3cr3t");
        assertThatThrownBy(() -> driver.connect("jdbc:fourminds-rds:prod-analytics", typed))
                .hasMessageContaining("leave it empty")
                .hasMessageNotContaining("canary-S3cr3t");
    }

    private static Connection open(String url) throws SQLException {
        var settings = Clouds.settings(url);
        settings.setProperty("user", "");
        var connection = driver.connect(url, settings);
        assertThat(connection).isNotNull();
        return connection;
    }

    private static Map<String, DriverPropertyInfo> sheet(Properties settings) throws SQLException {
        return Arrays.stream(driver.getPropertyInfo("jdbc:fourminds-rds:", settings))
                .collect(Collectors.toMap(info -> info.name, info -> info));
    }

    private static List<String> strings(ResultSet rows, int column) throws SQLException {
        try (rows) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(column));
            }
            return found;
        }
    }
}
