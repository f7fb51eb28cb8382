package ai.fourminds.rds.cli;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A database of MySQL or MariaDB with a column of every type and values that are hard on an export. Stateless. */
final class FamilyZoo {

    /** A column; values are SQL, one a row, and the other rows hold NULL. */
    record Kind(String type, List<String> values) {
        String name(int number) {
            return number + " " + type.replaceAll("[^a-z0-9]", "_") + " \"%s\", é";
        }

        String quoted(int number) {
            return "`" + name(number) + "`";
        }
    }

    static final String TABLE = "`every, type`";
    static final String FILE = "every, type.csv";

    private FamilyZoo() {}

    private static Kind kind(String type, String... values) {
        return new Kind(type, List.of(values));
    }

    static List<Kind> kinds(boolean mariadb) {
        Stream<Kind> own = mariadb
                ? Stream.of(
                        kind("uuid", "'123e4567-e89b-12d3-a456-426655440000'"),
                        kind("inet6", "'2001:db8::ff00:42:8329'", "'::ffff:1.2.3.4'"),
                        kind("inet4", "'192.0.2.1'"))
                : Stream.of(kind("point srid 4326", "ST_GeomFromText('POINT(10 20)', 4326)"));
        return Stream.of(numbers(), times(), texts(), own).flatMap(s -> s).toList();
    }

    private static Stream<Kind> numbers() {
        return Stream.of(
                kind("tinyint(1)", "2", "-1"),
                kind("boolean", "true", "false"),
                kind("tinyint unsigned", "255"),
                kind("smallint", "-32768"),
                kind("mediumint unsigned", "16777215"),
                kind("int(5) unsigned zerofill", "42"),
                kind("bigint", "-9223372036854775808"),
                kind("bigint unsigned", "18446744073709551615", "0"),
                kind("decimal(10,4)", "1.23", "-0.0001"),
                kind("decimal(65,30)", "0.000000000000000000000000000001"),
                kind("float", "0.1", "16777216", "3.4028234e38", "-0e0", "1.17549435e-38"),
                kind("double", "0.1", "0.1e0 + 0.2e0", "1.7976931348623157e308", "-0e0", "5e-324"),
                kind("bit(1)", "b'1'"),
                kind("bit(64)", "0xFFFFFFFFFFFFFFFF"));
    }

    private static Stream<Kind> times() {
        return Stream.of(
                kind("year", "0", "2155"),
                kind("date", "'2024-02-29'", "'0000-00-00'", "'2024-00-15'", "'0001-01-01'", "'9999-12-31'"),
                kind("time", "'838:59:59'", "'-01:00:00'"),
                kind("time(6)", "'-838:59:58.999999'", "'00:00:00.1'"),
                kind("datetime", "'0000-00-00 00:00:00'", "'1500-01-01 00:00:00'"),
                kind("datetime(6)", "'2024-02-29 13:14:15.5'"),
                kind(
                        "timestamp(3) null",
                        "'2024-07-01 12:00:00.25'",
                        "'1970-01-01 00:00:01'",
                        "'0000-00-00 00:00:00'"));
    }

    private static Stream<Kind> texts() {
        return Stream.of(
                kind("char(5)", "'ab'", "''", "'a\\'\"b'"),
                kind("varchar(20)", "'a  '", "''", "'\\\\.'", "'#x'", "'a\\r\\nb'", "'😀'"),
                kind("varchar(20)", "'NULL'", "'\\\\N'", "'say \"hi\"'", "'='", "','", "'\\''"),
                kind("varchar(20) character set latin1", "'Größe €'"),
                kind("char(9) character set latin1 collate latin1_bin", "'é'"),
                kind("varchar(20) character set sjis", "'日本'", "'ソ'"),
                kind("varchar(20) character set utf16", "'日本😀'"),
                kind("varchar(20) character set ucs2", "'é'"),
                kind("varchar(20) character set utf32", "'😀'"),
                kind("varchar(20) character set gbk", "'汉'"),
                kind("varchar(20) character set ascii", "'x'"),
                kind("text character set binary", "'x'"),
                kind("varbinary(9)", "'x'"),
                kind("longtext", "REPEAT('y,', 1000)"),
                kind("enum('a','b,c','')", "'b,c'", "''"),
                kind("enum('ä','😀') character set utf8mb4", "'😀'"),
                kind("set('a','b','c d')", "'a,c d'", "''"),
                kind("json", "'{\"n\": 0.1, \"t\": \"ü😀\\\\n\"}'", "'null'", "'\"abc\"'"),
                kind("point", "ST_GeomFromText('POINT(1.5 -2)')"),
                kind("geometry", "ST_GeomFromText('LINESTRING(0 0,1 1)')"));
    }

    /** Fills a new database; the session is left with settings of its own. */
    static void create(Statement statement, String database) throws SQLException {
        boolean mariadb = statement
                .getConnection()
                .getMetaData()
                .getDatabaseProductVersion()
                .contains("MariaDB");
        statement.execute("SET SESSION sql_mode = '', time_zone = '+00:00', NAMES utf8mb4");
        statement.execute("CREATE DATABASE " + database + " CHARACTER SET latin1");
        statement.execute("USE " + database);
        List<Kind> kinds = kinds(mariadb);
        List<String> columns = new ArrayList<>(List.of("id int"));
        IntStream.range(0, kinds.size())
                .forEach(i ->
                        columns.add(kinds.get(i).quoted(i) + " " + kinds.get(i).type()));
        statement.execute("CREATE TABLE " + TABLE + " (" + String.join(", ", columns) + ") CHARACTER SET utf8mb4");
        for (int row = 0; row < 7; row++) {
            List<String> cells = new ArrayList<>(List.of(String.valueOf(row)));
            for (Kind kind : kinds) {
                cells.add(row < kind.values().size() ? kind.values().get(row) : "NULL");
            }
            statement.execute("INSERT INTO " + TABLE + " VALUES (" + String.join(", ", cells) + ")");
        }
        statement.execute("CREATE TABLE `größe` (`naïve ``x``` varchar(9), b blob) CHARACTER SET latin1");
        statement.execute("INSERT INTO `größe` VALUES ('é', 'x'), ('  ', NULL), ('', ''), (NULL, NULL)");
        if (mariadb) {
            statement.execute("CREATE TABLE versioned (a int) WITH SYSTEM VERSIONING");
        } else {
            statement.execute("SET SESSION sql_generate_invisible_primary_key = ON");
            statement.execute("CREATE TABLE versioned (a int)");
            statement.execute("SET SESSION sql_generate_invisible_primary_key = OFF");
        }
        statement.execute("INSERT INTO versioned (a) VALUES (1), (2)");
        statement.execute("CREATE TABLE only_bytes (a blob, b varbinary(3)) AS SELECT 'x' AS a, 'y' AS b");
    }
}
