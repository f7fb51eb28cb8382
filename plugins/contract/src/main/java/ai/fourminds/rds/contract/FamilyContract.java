package ai.fourminds.rds.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.plugin.ConnectFault;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.ExportSource;
import ai.fourminds.rds.plugin.ExportedColumn;
import ai.fourminds.rds.plugin.TableInfo;
import ai.fourminds.rds.plugin.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What plugins of MySQL and MariaDB do beyond {@link PrivilegeContract}, on either server with either native driver. */
public abstract class FamilyContract extends PrivilegeContract {

    private static final String BOTH = "both";

    private final AtomicInteger tables = new AtomicInteger();

    /** @param dialect which of the two servers */
    protected FamilyContract(EnginePlugin plugin, FamilyDialect dialect) throws SQLException {
        super(plugin, dialect);
    }

    /** The rows of the zoo whose types this server has. */
    Stream<Arguments> zoo() {
        String server = dialect().engine().name();
        return everyType().filter(row -> {
            Object where = row.get()[3];
            return BOTH.equals(where) || server.equals(where);
        });
    }

    /** Type, literal, cell as CSV has it, and which server has the type. */
    private static Stream<Arguments> everyType() {
        return Stream.of(
                arguments("tinyint(1)", "2", "2", BOTH),
                arguments("tinyint(1)", "-5", "-5", BOTH),
                arguments("boolean", "true", "1", BOTH),
                arguments("int(6) unsigned zerofill", "42", "000042", BOTH),
                arguments("tinyint", "-128", "-128", BOTH),
                arguments("tinyint unsigned", "255", "255", BOTH),
                arguments("smallint", "-32768", "-32768", BOTH),
                arguments("mediumint unsigned", "16777215", "16777215", BOTH),
                arguments("int", "-2147483648", "-2147483648", BOTH),
                arguments("bigint", "-9223372036854775808", "-9223372036854775808", BOTH),
                arguments("bigint unsigned", "18446744073709551615", "18446744073709551615", BOTH),
                arguments("decimal(10,4)", "1.23", "1.2300", BOTH),
                arguments("decimal(20,8)", "0.00000001", "0.00000001", BOTH),
                arguments("decimal(65,0)", "1e64", "1" + "0".repeat(64), BOTH),
                arguments("float", "0.1", "0.1", BOTH),
                arguments("float", "16777216", "16777216", BOTH),
                arguments("float", "16777.216", "16777.217", BOTH),
                arguments("float", "3.4028234e38", "3.4028235e38", BOTH),
                arguments("float", "1.17549435e-38", "1.1754944e-38", BOTH),
                arguments("float", "0", "0", BOTH),
                arguments("float(9,2)", "1234567.89", "1234567.9", BOTH),
                arguments("double", "0.1", "0.1", BOTH),
                arguments("double", "0.1e0 + 0.2e0", "0.30000000000000004", BOTH),
                arguments("double", "1.7976931348623157e308", "1.7976931348623157e308", BOTH),
                arguments("double", "2.2250738585072014e-308", "2.2250738585072014e-308", BOTH),
                arguments("double", "9007199254740993", "9.007199254740992e15", BOTH),
                arguments("bit(1)", "b'1'", "1", BOTH),
                arguments("bit(17)", "b'10000000000000001'", "65537", BOTH),
                arguments("bit(64)", "0xFFFFFFFFFFFFFFFF", "18446744073709551615", BOTH),
                arguments("year", "0", "0000", BOTH),
                arguments("year", "2155", "2155", BOTH),
                arguments("date", "'2024-02-29'", "2024-02-29", BOTH),
                arguments("date", "'0000-00-00'", "0000-00-00", BOTH),
                arguments("date", "'2024-00-15'", "2024-00-15", BOTH),
                arguments("date", "'0001-01-01'", "0001-01-01", BOTH),
                arguments("date", "'9999-12-31'", "9999-12-31", BOTH),
                arguments("time", "'838:59:59'", "838:59:59", BOTH),
                arguments("time(6)", "'-838:59:58.999999'", "-838:59:58.999999", BOTH),
                arguments("time(1)", "'01:02:03.1'", "01:02:03.1", BOTH),
                arguments("datetime", "'0000-00-00 00:00:00'", "0000-00-00 00:00:00", BOTH),
                arguments("datetime(1)", "'2024-02-29 13:14:15.5'", "2024-02-29 13:14:15.5", BOTH),
                arguments("datetime(6)", "'2024-02-29 13:14:15'", "2024-02-29 13:14:15.000000", BOTH),
                arguments("datetime", "'1500-01-01 00:00:00'", "1500-01-01 00:00:00", BOTH),
                arguments("timestamp(3) null", "'2024-07-01 12:00:00.25'", "2024-07-01 12:00:00.250", BOTH),
                arguments("timestamp null", "'0000-00-00 00:00:00'", "0000-00-00 00:00:00", BOTH),
                arguments("char(5)", "'ab'", "ab", BOTH),
                arguments("varchar(20)", "'=1+1'", "=1+1", BOTH),
                arguments("varchar(20)", "'😀'", "😀", BOTH),
                arguments("varchar(20)", "'a,b'", "\"a,b\"", BOTH),
                arguments("varchar(20)", "'x\\ny'", "\"x\ny\"", BOTH),
                arguments("varchar(20)", "' pad '", "\" pad \"", BOTH),
                arguments("varchar(20) character set latin1", "'Größe €'", "Größe €", BOTH),
                arguments("varchar(20) character set sjis", "'日本'", "日本", BOTH),
                arguments("varchar(20) character set utf16", "'日本😀'", "日本😀", BOTH),
                arguments("longtext", "REPEAT('y', 100000)", "y".repeat(100_000), BOTH),
                arguments("enum('a','b,c')", "'b,c'", "\"b,c\"", BOTH),
                arguments("set('a','b','c')", "'a,c'", "\"a,c\"", BOTH),
                arguments("point", "ST_GeomFromText('POINT(1.5 -2)')", "POINT(1.5 -2)", BOTH),
                arguments("geometry", "ST_GeomFromText('LINESTRING(0 0,1 1)')", "\"LINESTRING(0 0,1 1)\"", BOTH),
                arguments("json", "'{\"n\": 0.12345678901234568, \"t\": \"ü😀\"}'", null, BOTH),
                arguments("json", "'null'", "null", BOTH),
                arguments("json", "'\"abc\"'", "\"\"\"abc\"\"\"", BOTH),
                arguments("point srid 4326", "ST_GeomFromText('POINT(10 20)', 4326)", "POINT(20 10)", "MYSQL"),
                arguments(
                        "uuid",
                        "'123e4567-e89b-12d3-a456-426655440000'",
                        "123e4567-e89b-12d3-a456-426655440000",
                        "MARIADB"),
                arguments("inet6", "'2001:db8::ff00:42:8329'", "2001:db8::ff00:42:8329", "MARIADB"),
                arguments("inet4", "'192.0.2.1'", "192.0.2.1", "MARIADB"));
    }

    @ParameterizedTest
    @MethodSource("zoo")
    void aCellSaysWhatIsInTheTable(String type, String literal, @Nullable String cell) throws Exception {
        String name = "zoo_" + tables.incrementAndGet();
        admin(
                "SET SESSION sql_mode = '', time_zone = '+00:00'",
                "CREATE TABLE " + name + " (id int, v " + type + ")",
                "INSERT INTO " + name + " VALUES (1, " + literal + "), (2, NULL)");
        String expected =
                cell == null ? "\"" + literal.substring(1, literal.length() - 1).replace("\"", "\"\"") + "\"" : cell;
        // Where the declaration forbids NULL, the second row is not NULL either.
        assertThat(export(table(name), Exports.ALL).csv()).startsWith("id,v\n1," + expected + "\n2,");
        assertThat(export(new ExportSource.OfQuery("SELECT * FROM " + name + " WHERE id = 1"), Exports.ALL)
                        .csv())
                .isEqualTo("id,v\n1," + expected + "\n");
        preview(name, expected);
    }

    private void preview(String name, String expected) throws SQLException {
        String text = expected.startsWith("\"")
                ? expected.substring(1, expected.length() - 1).replace("\"\"", "\"")
                : expected;
        try (Connection connection = connect()) {
            String zone = ask(connection, "SELECT @@time_zone");
            assertThat(plugin().catalogue(connection)
                            .preview(new TableName(null, name), 1)
                            .rows())
                    .containsExactly(List.of("1", text));
            assertThat(ask(connection, "SELECT @@time_zone")).isEqualTo(zone);
        }
    }

    /** The server turns to an exponent from 1e15 on and below 1e-15; what counts is that it reads back exactly. */
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
            List<TableInfo> listed = plugin().catalogue(connection).tables();
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
            assertThat(plugin().catalogue(connection).tables())
                    .extracting(t -> t.name().name())
                    .contains("versioned")
                    .doesNotContain("counter");
        }
    }

    @Test
    void anOrderedQueryStaysOrdered() throws Exception {
        assertThat(export(new ExportSource.OfQuery("SELECT n FROM numbers ORDER BY n DESC -- last"), Exports.ALL)
                        .rows())
                .startsWith("120001", "120000", "119999")
                .endsWith("2", "1");
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
        try (var session = plugin().openExport(() -> plugin().connect(odd));
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
                        failure -> assertThat(plugin().classify(failure)).isEqualTo(ConnectFault.DATABASE_FORBIDDEN));
    }

    @Test
    void tablesOfNoDatabaseSayWhatToDo() throws Exception {
        try (Connection connection = plugin().connect(request(null, Cloud.USER))) {
            assertThatThrownBy(() -> plugin().catalogue(connection).tables())
                    .hasMessageContaining("name one in the URL");
        }
    }

    @Test
    void administratorsStatementsQuoteTheUser() {
        assertThat(plugin().userStatements("o'dd %s"))
                .containsExactly(
                        "CREATE USER 'o''dd %s'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS'",
                        "GRANT SELECT ON *.* TO 'o''dd %s'@'%'");
    }
}
