package ai.fourminds.rds.contract.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import ai.fourminds.rds.contract.Cloud;
import ai.fourminds.rds.contract.Exports;
import ai.fourminds.rds.contract.network.TappedConnections;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests of MySQL and MariaDB plugins beyond {@link FamilySessionContract}, on either server with either native driver.
 */
public abstract class FamilyContract extends FamilySessionContract {

    private final AtomicInteger tables = new AtomicInteger();

    /** @param dialect which of the two servers */
    protected FamilyContract(EnginePlugin plugin, FamilyDialect dialect) throws SQLException {
        super(plugin, dialect);
    }

    /** The server switches to an exponent from 1e15 on and below 1e-15; only the exact value matters. */
    @Test
    void doublesReadBackExactlyWithAnExponentOrWithout() throws Exception {
        List<Double> doubles = List.of(
                1e14,
                1e15 - 0.125,
                1e15,
                -1e15,
                1e15 + 0.25,
                9007199254740992.0,
                1e22,
                3 * 1e22,
                0.1 + 0.2,
                4.35,
                1e-5,
                1e-15,
                1e-16,
                -3.3e-200,
                Double.MIN_NORMAL,
                Double.MAX_VALUE);
        admin("CREATE TABLE doubles (id int PRIMARY KEY, d double)");
        for (int i = 0; i < doubles.size(); i++) {
            admin("INSERT INTO doubles VALUES (" + i + ", " + String.format(Locale.ROOT, "%.17e", doubles.get(i))
                    + ")");
        }
        for (ExportSource source : List.of(table("doubles"), new ExportSource.OfQuery("SELECT * FROM doubles"))) {
            assertThat(export(source, Exports.ALL).rows())
                    .extracting(row -> Double.valueOf(row.substring(row.indexOf(',') + 1)))
                    .containsExactlyElementsOf(doubles);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "binary(4)",
                "varbinary(9)",
                "tinyblob",
                "blob",
                "mediumblob",
                "longblob",
                "char(4) character set binary",
                "varchar(4) character set binary",
                "text character set binary"
            })
    void bytesAreDroppedAndListed(String type) throws Exception {
        String name = "bytes_" + tables.incrementAndGet();
        admin("CREATE TABLE " + name + " (id int, v " + type + ")", "INSERT INTO " + name + " VALUES (1, 'ab')");

        for (ExportSource source : List.of(table(name), new ExportSource.OfQuery("SELECT * FROM " + name))) {
            Exports.Exported exported = export(source, Exports.ALL);
            assertThat(exported.csv()).isEqualTo("id\n1\n");
            assertThat(exported.result().dropped()).extracting("name", "reason").containsExactly(tuple("v", "binary"));
        }
    }

    @Test
    void sridIsPartOfTheDeclaredType() throws Exception {
        boolean mysql = dialect().engine() == DatabaseEngine.MYSQL;
        admin("CREATE TABLE mapped (p point " + (mysql ? "SRID 4326" : "REF_SYSTEM_ID=4326") + " NOT NULL)");
        assertThat(export(table("mapped"), Exports.ALL).result().columns())
                .containsExactly(new ExportedColumn("p", "point SRID 4326"));
    }

    @Test
    void invisibleAndGeneratedColumnsAreExported() throws Exception {
        admin(
                "CREATE TABLE hidden (a int, b int INVISIBLE, c int GENERATED ALWAYS AS (a + 1) VIRTUAL)",
                "INSERT INTO hidden (a, b) VALUES (1, 2)");
        assertThat(export(table("hidden"), Exports.ALL).csv()).isEqualTo("a,b,c\n1,2,2\n");
    }

    @Test
    void namesThatDifferInCaseAreTwoTables() throws Exception {
        admin("CREATE TABLE twin (a int)", "CREATE TABLE TWIN (a int, b int)");
        try (Connection connection = connect()) {
            List<TableInfo> listed = catalogue(connection).tables();
            assertThat(listed)
                    .filteredOn(t -> t.name().name().equals("twin"))
                    .extracting(TableInfo::columns)
                    .containsExactly(1);
            assertThat(listed)
                    .filteredOn(t -> t.name().name().equals("TWIN"))
                    .extracting(TableInfo::columns)
                    .containsExactly(2);
        }
    }

    @Test
    void mariadbsSystemVersionedTablesAreTablesAndItsSequencesAreNot() throws Exception {
        boolean mariadb = dialect().engine() == DatabaseEngine.MARIADB;
        admin("CREATE TABLE versioned (a int)" + (mariadb ? " WITH SYSTEM VERSIONING" : ""));
        if (mariadb) {
            admin("CREATE SEQUENCE counter");
        }
        try (Connection connection = connect()) {
            assertThat(catalogue(connection).tables())
                    .extracting(t -> t.name().name())
                    .contains("versioned")
                    .doesNotContain("counter");
        }
    }

    @Test
    void listingsAndPreviewsAreAsTheTablesAreAndLeaveTheSessionAsItWas() throws Exception {
        boolean mariadb = dialect().engine() == DatabaseEngine.MARIADB;
        admin("CREATE TABLE kept (a int)" + (mariadb ? " WITH SYSTEM VERSIONING" : ""), "INSERT INTO kept VALUES (7)");
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION time_zone = '+05:30'");
            statement.execute("SET SESSION max_join_size = 1");
            if (mariadb) {
                statement.execute("SET SESSION system_versioning_asof = '2001-02-03 04:05:06'");
            }
            String settings = "SELECT CONCAT_WS(' ', @@time_zone, @@sql_big_selects, @@sql_select_limit"
                    + (mariadb ? ", @@system_versioning_asof)" : ")");
            String before = ask(connection, settings);
            Catalogue catalogue = catalogue(connection);

            assertThat(catalogue.databases()).contains(database());
            assertThat(catalogue.tables()).extracting(t -> t.name().name()).contains("kept");
            assertThat(catalogue.preview(new TableName(null, "kept"), 5).rows()).containsExactly(List.of("7"));
            assertThat(ask(connection, settings)).isEqualTo(before);
        }
    }

    @Test
    void anOrderedQueryStaysOrdered() throws Exception {
        assertThat(export(new ExportSource.OfQuery("SELECT n FROM numbers ORDER BY n DESC -- last"), Exports.ALL)
                        .rows())
                .startsWith("120001", "120000", "119999")
                .endsWith("2", "1");
    }

    /** Such an old server is not available, so this one reports an old version. */
    @Test
    void aServerThatKnowsNoCommonTablesHasItsQueriesReadByName() throws Exception {
        admin(
                "CREATE TABLE aged (f float, b bit(20), g geometry, x varbinary(3))",
                "INSERT INTO aged VALUES (16777216, 65537, ST_GeomFromText('POINT(1.5 -2)'), 'abc'),"
                        + " (0.1, NULL, NULL, NULL)");
        try (var session = openExport(new TappedConnections(this::connect, new Mysql57()));
                var channel = session.openChannel()) {
            ExportSource aged = new ExportSource.OfQuery("SELECT f, b AS `a``b`, g, x FROM aged ORDER BY f DESC");
            assertThat(Exports.export(channel, aged, Exports.ALL).csv())
                    .isEqualTo("f,a`b,g\n16777216,65537,POINT(1.5 -2)\n0.1,,\n");
            assertThatThrownBy(() ->
                            Exports.export(channel, new ExportSource.OfQuery("SELECT f, f FROM aged"), Exports.ALL))
                    .hasMessageContaining("Duplicate column name 'f'");
            assertThat(Exports.export(channel, table("aged"), new CsvOptions(1, false))
                            .rows())
                    .hasSize(1);
        }
    }

    /** Reports the version of MySQL 5.7. Stateless. */
    private static final class Mysql57 implements TappedConnections.Tap {

        @Override
        public void beforeStatement(boolean exports) {}

        @Override
        public void afterRequest() {}

        @Override
        public String inPlaceOf(String sql) {
            return sql.equals("SELECT VERSION()") ? "SELECT '5.7.44-log'" : sql;
        }
    }

    @Test
    void aSessionThatTheUrlHasSetUpOtherwiseChangesNoCell() throws Exception {
        admin(
                "CREATE TABLE seen (at timestamp(1) null, t varchar(9))",
                "SET time_zone = '+00:00'",
                "INSERT INTO seen VALUES ('2024-07-01 12:00:00.5', 'ü😀')");
        ConnectRequest odd = cloud().request(
                        dialect().instance(),
                        database(),
                        Cloud.USER,
                        Map.of("sessionVariables", "time_zone='+05:30',sql_select_limit=1"));
        try (var session = openExport(() -> plugin().connect(odd));
                var channel = session.openChannel()) {
            assertThat(Exports.export(channel, table("seen"), Exports.ALL).csv())
                    .isEqualTo("at,t\n2024-07-01 12:00:00.5,ü😀\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b?c=d&e#f%s", "my db+1", "quo\"te'`", "ümläut"})
    void hostileDatabaseNamesArriveAsTheyAre(String name) throws Exception {
        admin("CREATE DATABASE IF NOT EXISTS " + dialect().quoted(name));
        try (Connection connection = plugin().connect(request(name, Cloud.USER))) {
            assertThat(ask(connection, "SELECT DATABASE()")).isEqualTo(name);
        }
    }

    @Test
    void aDatabaseThatMayNotBeUsedIsSaidSo() {
        assertThatThrownBy(() -> plugin().connect(request(database(), "newcomer_iam_user")))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        failure -> assertThat(plugin().classify(failure)).isEqualTo(FailureCode.DATABASE_FORBIDDEN));
    }

    @Test
    void tablesOfNoDatabaseSayWhatToDo() throws Exception {
        try (Connection connection = plugin().connect(request(null, Cloud.USER))) {
            assertThatThrownBy(() -> catalogue(connection).tables()).hasMessageContaining("name one in the URL");
        }
    }

    @Test
    void aUserNameThatNoServerCanHoldIsToldBeforeItIsToBeCreated() {
        int longest = plugin().rdsEngines().contains("mysql") ? 32 : 128;
        assertThat(plugin().userComplaint("é".repeat(longest))).isEmpty();
        assertThat(plugin().userComplaint("é".repeat(longest + 1)).orElseThrow())
                .contains((longest + 1) + " characters", "at most " + longest);
    }

    @Test
    void grantsAreWordedAsTheEngineHasThem() {
        assertThat(plugin().databaseStatements("o'dd", "sa`les"))
                .hasSize(2)
                .contains("GRANT SELECT ON `sa``les`.* TO 'o''dd'@'%'")
                .last()
                .asString()
                .startsWith("SET DEFAULT ROLE ")
                .endsWith(" 'o''dd'@'%'");
    }

    @Test
    void aTimeoutForStatementsDoesNotEndTheLogin() throws Exception {
        try (Connection connection = plugin().connect(
                        cloud().request(dialect().instance(), database(), Cloud.USER, Map.of("socketTimeout", "1")))) {
            assertThatThrownBy(() -> ask(connection, "SELECT SLEEP(1)")).isInstanceOf(SQLException.class);
        }
    }

    /** KILL QUERY makes SLEEP return 1, which MariaDB Connector/J does not report as an error. */
    @Test
    void aSleepEndsAtItsTimeLimit() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            long begun = System.nanoTime();

            SQLException ended =
                    catchThrowableOfType(SQLException.class, () -> statement.executeQuery("SELECT SLEEP(40)"));

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
            assertThat((Throwable) ended)
                    .matches(failure -> plugin().name().equals("mariadb") || failure instanceof SQLTimeoutException);
            assertThat(ask(connection, "SELECT 1")).isEqualTo("1");
        }
    }

    /** MariaDB Connector/J has no time limit for batches. */
    @Test
    void aBatchEndsAtItsTimeLimit() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            statement.addBatch("DO SLEEP(3)");
            statement.addBatch("DO SLEEP(3)");
            SQLException ended = catchThrowableOfType(SQLException.class, statement::executeBatch);
            assertThat(ended == null).isEqualTo(plugin().name().equals("mariadb"));

            connection.setNetworkTimeout(Runnable::run, 500);
            statement.addBatch("DO SLEEP(30)");
            long begun = System.nanoTime();
            assertThatThrownBy(statement::executeBatch).isInstanceOf(SQLException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void aGrantIsForNoOtherDatabase() {
        assertThat(plugin().databaseStatements("u", "sales_2024%"))
                .first()
                .asString()
                .contains("`sales\\_2024\\%`.*");
        assertThat(plugin().databaseStatements("u", "sa\nles")).isEmpty();
    }

    @Test
    void administratorsStatementsQuoteTheUser() {
        assertThat(plugin().userStatements("o'dd %s"))
                .containsExactly(
                        "CREATE USER 'o''dd %s'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS'",
                        "GRANT SELECT ON *.* TO 'o''dd %s'@'%'");
    }
}
