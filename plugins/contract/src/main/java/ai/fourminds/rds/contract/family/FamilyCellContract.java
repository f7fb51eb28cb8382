package ai.fourminds.rds.contract.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.fourminds.rds.contract.Exports;
import ai.fourminds.rds.contract.PrivilegeContract;
import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the text of cells of every MySQL and MariaDB type, on either server with either native driver. */
public abstract class FamilyCellContract extends PrivilegeContract {

    private static final String BOTH = "both";

    /** @param dialect which of the two servers */
    protected FamilyCellContract(EnginePlugin plugin, FamilyDialect dialect) throws SQLException {
        super(plugin, dialect);
    }

    /** Returns table, type, literal and cell of the rows of {@code everyType} whose types this server has. */
    List<Arguments> zoo() {
        List<Arguments> rows = everyType().filter(row -> hasType(word(row, 3))).toList();
        return IntStream.range(0, rows.size())
                .mapToObj(i -> arguments("zoo_" + i, word(rows.get(i), 0), word(rows.get(i), 1), cell(rows.get(i), 2)))
                .toList();
    }

    /** @param server either server or one of them, optionally from a version on */
    private boolean hasType(String server) {
        List<String> words = List.of(server.split(" ", -1));
        boolean itself = dialect().engine().name().equals(words.get(0));
        return BOTH.equals(server)
                || (itself && (words.size() == 1 || version(cloud().serverVersion()) >= version(words.get(1))));
    }

    /** Returns the first two numbers of a version: 1104 for 11.4.5. */
    private static int version(String text) {
        List<String> numbers = List.of(text.split("[^0-9]+", -1));
        return 100 * Integer.parseInt(numbers.get(0)) + Integer.parseInt(numbers.get(1));
    }

    @BeforeAll
    void fillZoo() throws SQLException {
        List<String> statements = new ArrayList<>(List.of("SET SESSION sql_mode = '', time_zone = '+00:00'"));
        for (Arguments animal : zoo()) {
            String table = word(animal, 0);
            statements.add("CREATE TABLE " + table + " (id int, v " + word(animal, 1) + ")");
            statements.add("INSERT INTO " + table + " VALUES (1, " + word(animal, 2) + "), (2, NULL)");
        }
        admin(statements.toArray(String[]::new));
    }

    private static @Nullable String cell(Arguments animal, int index) {
        Object cell = animal.get()[index];
        return cell == null ? null : cell.toString();
    }

    private static String word(Arguments animal, int index) {
        return String.valueOf(animal.get()[index]);
    }

    /** Returns type, literal, CSV cell, and the servers that have the type. */
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
                arguments("double", "4.9406564584124654e-324", "5e-324", BOTH),
                // MariaDB from 11.8 on stores no negative zero.
                arguments("double", "-0e0", "-0", "MYSQL"),
                arguments("double", "1e15", "1e15", BOTH),
                arguments("double", "999999999999999", "999999999999999", BOTH),
                arguments("double", "6.6121495757e-16", "6.6121495757e-16", BOTH),
                arguments("double unsigned", "0.1", "0.1", BOTH),
                arguments("double(9,2)", "1.5", "1.50", BOTH),
                arguments("double zerofill", "1.5", "00000000000000000001.5", BOTH),
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
                arguments("inet4", "'192.0.2.1'", "192.0.2.1", "MARIADB"),
                arguments(
                        "vector(3)",
                        "TO_VECTOR('[0.1,16777216,-3.4028235e38]')",
                        "\"[0.1,16777216,-3.4028235e38]\"",
                        "MYSQL 9.0"),
                arguments(
                        "vector(3)",
                        "VEC_FromText('[1.2345679,33554432,-0.1]')",
                        "\"[1.2345679,33554432,-0.1]\"",
                        "MARIADB 11.7"));
    }

    @ParameterizedTest
    @MethodSource("zoo")
    void aCellSaysWhatIsInTheTable(String name, String type, String literal, @Nullable String cell) throws Exception {
        String expected =
                cell == null ? "\"" + literal.substring(1, literal.length() - 1).replace("\"", "\"\"") + "\"" : cell;
        // If the declaration forbids NULL, the second row is not NULL either.
        assertThat(exportSteady(table(name), Exports.ALL).csv()).as(type).startsWith("id,v\n1," + expected + "\n2,");
        ExportSource query = new ExportSource.OfQuery("SELECT * FROM " + name + " WHERE id = 1");
        if (isUnknownToTheDriver(type)) {
            assertThatThrownBy(() -> export(query, Exports.ALL))
                    .isInstanceOf(SQLFeatureNotSupportedException.class)
                    .hasMessageContaining("HEX(column)");
        } else {
            assertThat(exportSteady(query, Exports.ALL).csv()).isEqualTo("id,v\n1," + expected + "\n");
        }
    }

    private boolean isUnknownToTheDriver(String type) {
        return type.startsWith("vector")
                && dialect().engine() == DatabaseEngine.MYSQL
                && plugin().name().equals("mariadb");
    }

    @Test
    void previewsSayTheSameAndLeaveTheSessionAsItWas() throws Exception {
        try (Connection connection = connect()) {
            String zone = ask(connection, "SELECT @@time_zone");
            for (Arguments animal : zoo()) {
                assertThat(catalogue(connection)
                                .preview(new TableName(null, word(animal, 0)), 1)
                                .rows())
                        .as("%s", word(animal, 1))
                        .containsExactly(List.of("1", plain(word(animal, 2), cell(animal, 3))));
                assertThat(ask(connection, "SELECT @@time_zone")).isEqualTo(zone);
            }
        }
    }

    /** Returns the cell without CSV quotes. */
    private static String plain(String literal, @Nullable String cell) {
        if (cell == null) {
            return literal.substring(1, literal.length() - 1);
        }
        return cell.startsWith("\"") ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
    }
}
