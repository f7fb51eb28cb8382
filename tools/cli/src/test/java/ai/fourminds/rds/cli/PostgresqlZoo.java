package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.RDS;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A PostgreSQL database with a column of every type, and values that are hard on whoever writes or reads them. Stateless. */
final class PostgresqlZoo {

    /** How a column's CSV is turned into its type again. */
    enum Form {
        /** It is the type's own input. */
        PLAIN,
        /** It is JSON, of which {@code json_populate_record} makes the type. */
        JSON,
        /** It is a JSON array, whose elements may be JSON that functions which look into it do not take. */
        JSON_ELEMENTS,
        /** It is a JSON object of strings. */
        HSTORE,
        /** It is left out. */
        BINARY
    }

    /**
     * A column.
     *
     * @param values literals, one a row; the other rows hold NULL
     */
    record Kind(String type, Form form, List<String> values) {
        String quoted(int number) {
            return '"' + name(number).replace("\"", "\"\"") + '"';
        }

        String name(int number) {
            return number + " " + type.replaceAll("[^a-z]", "_") + " \"%s\", é📦";
        }
    }

    static final String TABLE = "\"the zoo\".\"every, type\"";
    static final String FILE = "the zoo.every, type.csv";

    private static final String[] TYPES = {
        "CREATE EXTENSION hstore",
        "CREATE EXTENSION ltree",
        "CREATE EXTENSION citext",
        "CREATE SCHEMA \"the zoo\"",
        "GRANT USAGE ON SCHEMA \"the zoo\" TO PUBLIC",
        "CREATE TYPE mood AS ENUM ('sad', ' so, so', 'it''s \"fine\"', '#1', '')",
        "CREATE TYPE pair AS (a int, \"b %s\" text, c numeric)",
        "CREATE TYPE nest AS (p pair, ps pair[], at timestamptz, j jsonb)",
        "CREATE TYPE doc AS (j json, t text)",
        "CREATE TYPE floats AS RANGE (subtype = float8)",
        "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
        "CREATE DOMAIN words AS text",
        "CREATE DOMAIN words2 AS words",
        "CREATE DOMAIN yes AS boolean",
        "CREATE DOMAIN price AS money",
        "CREATE DOMAIN moment AS timestamptz",
        "CREATE DOMAIN bell AS timetz",
        "CREATE DOMAIN paper AS json",
        "CREATE DOMAIN dict AS hstore",
        "CREATE DOMAIN raw AS bytea",
        "CREATE DOMAIN span AS int4range",
        "CREATE DOMAIN couple AS pair",
        "CREATE DOMAIN couples AS couple[]",
        "CREATE DOMAIN couples2 AS couples",
        "CREATE DOMAIN papers AS paper[]"
    };

    private PostgresqlZoo() {}

    static List<Kind> kinds() {
        return Stream.of(numbers(), texts(), times(), documents(), arrays())
                .flatMap(s -> s)
                .toList();
    }

    private static Kind plain(String type, String... values) {
        return new Kind(type, Form.PLAIN, List.of(values));
    }

    private static Kind json(String type, String... values) {
        return new Kind(type, Form.JSON, List.of(values));
    }

    private static Kind elements(String type, String... values) {
        return new Kind(type, Form.JSON_ELEMENTS, List.of(values));
    }

    private static Stream<Kind> numbers() {
        return Stream.of(
                plain("smallint", "-32768", "32767"),
                plain("integer", "-2147483648", "2147483647", "0"),
                plain("positive", "7"),
                plain("bigint", "-9223372036854775808", "9223372036854775807"),
                plain("oid", "4294967295", "0"),
                plain("numeric", "0.00000001", "1e40", "NaN", "Infinity", "-Infinity", "1.2300", "-0.10", "1e-40"),
                plain("numeric(12,4)", "1.23", "-99999999.9999"),
                plain("numeric(3,-2)", "12345"),
                plain("real", "0.1", "16777216", "NaN", "Infinity", "-0", "3.4028235e38", "1e-45"),
                plain("double precision", "0.1", "0.30000000000000004", "NaN", "-Infinity", "-0", "5e-324", "1e22"),
                plain("money", "-5.5", "1234567.89", "92233720368547758.07"),
                plain("price", "12"),
                plain("boolean", "true", "false"),
                plain("yes", "true"),
                plain("bit(5)", "00101"),
                plain("bit varying", "", "1", "0101"),
                plain("pg_lsn", "16/B374D848"),
                plain("xid8", "18446744073709551615"),
                plain("txid_snapshot", "10:20:10,14,15"));
    }

    private static Stream<Kind> texts() {
        return Stream.of(
                plain(
                        "text",
                        "",
                        " x ",
                        "#x",
                        "\\.",
                        "\\N",
                        "a\r\nb",
                        "a,b",
                        "say \"hi\"",
                        "\"",
                        "🦆\u2028\u00a0",
                        "\r"),
                plain("text", "\t", "\u0001\u001f", "=1+1", "NULL", "null", "%s {} :x ? ${y}", "\ufeffbom", "'", "\n"),
                plain("words2", "- #", ",", "\\\n."),
                plain("character(5)", "ab", "     ", "abcde", "é"),
                plain("character varying(10)", "a'b", "  ", "\"\""),
                plain("\"char\"", "x", "", "\""),
                plain("name", "pg_class", "a,b"),
                plain("citext", "MiXed"),
                plain("mood", "sad", " so, so", "it's \"fine\"", "#1", ""),
                plain("uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
                plain("inet", "192.168.0.1", "2001:db8::1/64", "::ffff:1.2.3.4/128"),
                plain("cidr", "10.0.0.0/8"),
                plain("macaddr", "08:00:2b:01:02:03"),
                plain("macaddr8", "08:00:2b:01:02:03:04:05"),
                plain("xml", "<a b=\"c\">é,\n</a>", "<?xml version=\"1.1\"?><x/>", "plain"),
                plain("tsvector", "'a':1A fat:2 'q''s':3", ""),
                plain("tsquery", "fat & (rat | 'x y':*)"),
                plain("ltree", "Top.Science"),
                plain("regclass", "pg_class"),
                plain("regtype", "timestamptz[]"),
                plain("jsonpath", "$.\"a\"[*] ? (@ > 1.10)"),
                plain("int2vector", "1 2"),
                plain("point", "(1.5,-2)", "(NaN,Infinity)"),
                plain("words", "a"),
                plain("pg_catalog.line", "{1,-1,0.5}"),
                plain("lseg", "[(0,0),(1,0.1)]"),
                plain("box", "(1,1),(0,0)"),
                plain("path", "((0,0),(1,1))", "[(0,0)]"),
                plain("polygon", "((0,0),(1,1),(1,0))"),
                plain("circle", "<(0,0),1e-7>"),
                plain("int4range", "[1,10]", "empty", "(,)"),
                plain("span", "(1,5]"),
                plain("numrange", "[1.10,2.0)"),
                plain("floats", "[0.1,Infinity]"),
                plain("tstzrange", "[2024-01-01 00:00+01,)"),
                plain("daterange", "[-infinity,infinity]", "[0044-03-15 BC,2024-01-01)"),
                plain("int8multirange", "{[1,3),[7,9]}", "{}"),
                plain("tsmultirange", "{[2024-01-01 00:00,2024-01-02 00:00)}"),
                plain("pair", "(1,\"a \"\"b\"\", c\n\",1.10)", "(,,)", "(1,\"\",NaN)"),
                plain("couple", "(2,,)"),
                plain(
                        "nest",
                        "(\"(1,x,2)\",\"{\"\"(3,y,)\"\",NULL}\",\"2024-01-01 00:00:00+01\",\"{\"\"a\"\": null}\")"));
    }

    private static Stream<Kind> times() {
        return Stream.of(
                plain("date", "2024-02-29", "infinity", "-infinity", "0044-03-15 BC", "10000-01-01", "5874897-12-31"),
                plain("time", "24:00:00", "01:02:03.1", "00:00:00.000001"),
                plain("time(0)", "23:59:59"),
                plain(
                        "timestamp",
                        "2024-02-29 13:14:15.5",
                        "infinity",
                        "4713-01-01 00:00:00 BC",
                        "294276-12-31 23:59:59"),
                plain("timestamp(3)", "2024-02-29 13:14:15.12345"),
                plain("timestamptz", "2024-02-29 13:14:15.5+05:30", "-infinity", "0044-03-15 00:00:00+00 BC"),
                plain("timestamptz", "294276-12-31 23:59:59.999999+00", "10000-01-01 00:00:00+00"),
                plain("moment", "2024-02-29 13:14:15+00"),
                plain("timetz", "13:14:15+02", "24:00:00-08", "13:14:15.25+05:30", "13:14:15-00:00:07"),
                plain("bell", "00:00:00+00"),
                plain("interval", "1 year 2 mons 3 days 04:05:06.789", "-1 day +02:03", "infinity", "-1 mon +1 day"));
    }

    private static Stream<Kind> documents() {
        return Stream.of(
                plain("json", "{\"n\": 0.12345678901234567890, \"n\": 1e999999}", "\"\\u0000\"", "null", " [1,  2]"),
                plain("json", "\"\\ud83d\"", "\"a,b\\n\"", "3", "[\n]"),
                plain("paper", "{\"a\":\"\\u0000\"}"),
                plain("jsonb", "{\"b\":1.10,\"é\":\"🦆\"}", "null", "\"abc\"", "[]", "\" x\"", "1e400"),
                new Kind("hstore", Form.HSTORE, List.of("a=>1, n=>NULL, \"\"=>\"x\\\"\"", "", "\"é,\n\"=>\"\\\\\"")),
                new Kind("dict", Form.HSTORE, List.of("k=>v")),
                new Kind("bytea", Form.BINARY, List.of("x")),
                new Kind("raw[]", Form.BINARY, List.of("{x}")));
    }

    private static Stream<Kind> arrays() {
        return Stream.of(
                json("numeric[]", "{1.10,NULL}", "{}", "{NaN,Infinity,0.1234567890123456789,1e-20}"),
                json("real[]", "{0.1,16777216,NaN,-Infinity}"),
                json("float8[]", "{NaN,-Infinity,0.1,0.30000000000000004,5e-324,1e300}"),
                json("int[]", "{}", "{7}", "{{1,2},{3,NULL}}", "{{{1},{2}},{{3},{4}}}"),
                json("positive[]", "{1,NULL}"),
                json("boolean[]", "{t,f,NULL}"),
                json("text[]", "{\"a,b\",\"\",\"NULL\",NULL,\"\\\"\",\"é📦\n\"}", "{{a},{b}}"),
                json("words2[]", "{\" \"}"),
                json("char(3)[]", "{a}"),
                json("money[]", "{1234.5,NULL}", "{{1,2},{3,4}}"),
                json("price[]", "{-1}"),
                json("date[]", "{infinity,2024-02-29,0044-03-15 BC,10000-01-01}"),
                json("timestamp[]", "{2024-02-29 13:14:15.5,infinity,\"0044-03-15 00:00:00 BC\"}"),
                json("timestamptz[]", "{2024-02-29 13:14:15+01,-infinity,\"0044-03-15 00:00:00+00 BC\"}"),
                json("timetz[]", "{13:14:15+02}"),
                json("interval[]", "{1 day -00:00:01}"),
                json("uuid[]", "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}"),
                json("inet[]", "{::1}"),
                json("mood[]", "{\" so, so\",\"\"}"),
                json("bit(3)[]", "{101}"),
                json("xml[]", "{<a/>}"),
                json("tsvector[]", "{'a':1}"),
                json("int4range[]", "{\"[1,3)\",empty}"),
                json("point[]", "{\"(1,2)\"}"),
                json("box[]", "{(1,1),(0,0);(2,2),(0,0)}"),
                json("jsonb[]", "{\"{\\\"a\\\": 1.10}\"}", "{}"),
                elements(
                        "json[]",
                        "{\"{\\\"b\\\":1.10,\\\"b\\\":\\\"\\\\u0000\\\",\\\"a\\\":1}\",NULL,1e999999,\"\\\"\\\\ud83d\\\"\"}",
                        "{}"),
                elements("papers", "{\"{\\\"a\\\":1,\\\"a\\\":2}\",\"[1,  2]\"}"),
                json("json[][]", "{{3,\"\\\",\\\"\"},{\"{}\",NULL}}", "{{1}}"),
                json("pair[]", "{\"(1,\\\"x \\\"\\\",\\\",1.10)\",NULL,\"(,,)\"}", "{{\"(1,a,)\"},{\"(2,,NaN)\"}}"),
                json("couples2", "{\"(1,x,)\"}"),
                json(
                        "doc[]",
                        "{\"(\\\"{\\\"\\\"b\\\"\\\":1,\\\"\\\"b\\\"\\\":2,\\\"\\\"a\\\"\\\":1.10}\\\",\\\"x\\\\\\\\\\\")\",NULL,\"(3,)\"}"),
                json(
                        "nest[]",
                        "{\"(\\\"(1,x,2)\\\",,\\\"2024-01-01 00:00:00+01\\\",\\\"{\\\"\\\"a\\\"\\\": null}\\\")\"}"),
                json("int4multirange[]", "{\"{[1,2)}\"}"));
    }

    /** A database of this name with the zoo in it. */
    static void create(String database, String... more) throws SQLException {
        admin("postgres", "CREATE DATABASE " + database);
        admin(database, TYPES);
        admin(database, table(TABLE, false));
        fill(database);
        admin(database, "GRANT SELECT ON ALL TABLES IN SCHEMA \"the zoo\" TO PUBLIC");
        admin(database, more);
    }

    static void drop(String database) throws SQLException {
        admin("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
    }

    /** A table with the zoo's columns; when {@code loading}, those that CSV holds as JSON are JSON. */
    static String table(String name, boolean loading) {
        List<String> columns = new ArrayList<>(List.of("id int"));
        List<Kind> kinds = kinds();
        for (int i = 0; i < kinds.size(); i++) {
            Kind kind = kinds.get(i);
            if (!loading || kind.form() != Form.BINARY) {
                boolean json = loading && kind.form() != Form.PLAIN;
                columns.add(kind.quoted(i) + " " + (json ? "json" : kind.type()));
            }
        }
        return "CREATE TABLE " + name + " (" + String.join(", ", columns) + ")";
    }

    private static void fill(String database) throws SQLException {
        List<Kind> kinds = kinds();
        int rows = kinds.stream().mapToInt(k -> k.values().size()).max().orElseThrow() + 1;
        String casts = kinds.stream()
                .map(k -> "CAST(CAST(? AS text) AS " + k.type() + ")")
                .collect(Collectors.joining(", "));
        try (Connection admin = RDS.instance("prod-analytics").adminConnection(database);
                PreparedStatement insert =
                        admin.prepareStatement("INSERT INTO " + TABLE + " VALUES (?, " + casts + ")")) {
            for (int row = 0; row < rows; row++) {
                insert.setInt(1, row);
                for (int i = 0; i < kinds.size(); i++) {
                    List<String> values = kinds.get(i).values();
                    insert.setString(i + 2, row < values.size() ? values.get(row) : null);
                }
                insert.executeUpdate();
            }
        }
    }

    static void admin(String database, String... statements) throws SQLException {
        try (Connection admin = RDS.instance("prod-analytics").adminConnection(database);
                Statement statement = admin.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
