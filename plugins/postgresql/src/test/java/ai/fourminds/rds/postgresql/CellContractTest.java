package ai.fourminds.rds.postgresql;

import static ai.fourminds.rds.postgresql.Exports.export;
import static ai.fourminds.rds.postgresql.Exports.query;
import static ai.fourminds.rds.postgresql.Exports.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.fourminds.rds.plugin.catalogue.CellType;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a cell says, type by type, in a database whose defaults are all against it. */
class CellContractTest {

    private static final String DB = "cells";
    private static final int VERSION = version();

    private static ExportSession session;
    private static ExportChannel channel;

    @BeforeAll
    static void create() throws Exception {
        Cloud.createDatabase(
                DB,
                "CREATE SCHEMA \"Ext %s\"",
                "GRANT USAGE ON SCHEMA \"Ext %s\" TO PUBLIC",
                "CREATE EXTENSION hstore SCHEMA \"Ext %s\"",
                "CREATE EXTENSION ltree",
                "CREATE EXTENSION citext",
                "CREATE TYPE mood AS ENUM ('sad', ' so, so', '#1')",
                "CREATE TYPE pair AS (a int, b text, c bytea)",
                "CREATE DOMAIN yes AS boolean",
                "CREATE DOMAIN yes2 AS yes",
                "CREATE DOMAIN raw AS bytea",
                "CREATE DOMAIN raws AS raw[]",
                "CREATE DOMAIN ints AS int[]",
                "CREATE DOMAIN price AS money",
                "CREATE DOMAIN moment AS timestamptz",
                "CREATE DOMAIN paper AS json",
                "CREATE DOMAIN papers AS paper[]",
                "CREATE TYPE note AS (j paper)",
                "CREATE TYPE bundle AS (notes note[])",
                "CREATE DOMAIN dict AS \"Ext %s\".hstore",
                // What would go wrong if our SQL looked for names along the database's path.
                "CREATE SCHEMA trap",
                "CREATE FUNCTION trap.to_jsonb(anyelement) RETURNS jsonb LANGUAGE sql AS $$ SELECT '\"trap\"'::jsonb $$",
                "CREATE FUNCTION trap.replace(text, text, text) RETURNS text LANGUAGE sql AS $$ SELECT 'trap' $$",
                "ALTER DATABASE cells SET timezone = 'Asia/Kathmandu'",
                "ALTER DATABASE cells SET datestyle = 'SQL, DMY'",
                "ALTER DATABASE cells SET intervalstyle = 'iso_8601'",
                "ALTER DATABASE cells SET extra_float_digits = -10",
                "ALTER DATABASE cells SET bytea_output = 'escape'",
                "ALTER DATABASE cells SET standard_conforming_strings = off",
                "ALTER DATABASE cells SET quote_all_identifiers = on",
                "ALTER DATABASE cells SET search_path = trap, pg_catalog, public, \"Ext %s\"",
                "ALTER DATABASE cells SET statement_timeout = '9min'");
        Cloud.admin(DB, tables());
        session = new PostgresqlPlugin().openExport(Cloud.connections(DB));
        channel = session.openChannel();
    }

    @AfterAll
    static void close() throws Exception {
        channel.close();
        session.close();
    }

    static Stream<Arguments> cells() {
        return Stream.of(numbers(), texts(), times(), documents(), arrays(), oddities())
                .flatMap(s -> s)
                .filter(cell -> isKnown(cell.get()[0].toString(), cell.get()[1].toString()));
    }

    /** Before version 14 no numeric is infinite. */
    private static boolean isKnown(String type, String literal) {
        return VERSION >= 14 || !type.startsWith("numeric") || !literal.contains("Infinity");
    }

    private static int version() {
        try (Connection admin = Cloud.instance("prod-analytics").adminConnection()) {
            return admin.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Arguments> numbers() {
        return Stream.of(
                arguments("smallint", "-32768", "-32768"),
                arguments("integer", "2147483647", "2147483647"),
                arguments("bigint", "-9223372036854775808", "-9223372036854775808"),
                arguments("oid", "4294967295", "4294967295"),
                arguments("numeric", "0.00000001", "0.00000001"),
                arguments("numeric(12,4)", "1.23", "1.2300"),
                arguments("numeric", "1e40", "1" + "0".repeat(40)),
                arguments("numeric", "NaN", "NaN"),
                arguments("numeric", "Infinity", "Infinity"),
                arguments("numeric", "-Infinity", "-Infinity"),
                arguments("real", "0.1", "0.1"),
                arguments("real", "16777216", "1.6777216e+07"),
                arguments("double precision", "0.1", "0.1"),
                arguments("double precision", "0.30000000000000004", "0.30000000000000004"),
                arguments("double precision", "NaN", "NaN"),
                arguments("double precision", "-Infinity", "-Infinity"),
                arguments("money", "-5.5", "-5.50"),
                arguments("money", "1234567.89", "1234567.89"),
                arguments("price", "12", "12.00"),
                arguments("boolean", "true", "true"),
                arguments("boolean", "f", "false"),
                arguments("yes", "t", "true"),
                arguments("yes2", "no", "false"),
                arguments("bit(5)", "00101", "00101"),
                arguments("bit varying", "", "\"\""),
                arguments("pg_lsn", "16/B374D848", "16/B374D848"));
    }

    private static Stream<Arguments> texts() {
        return Stream.of(
                arguments("text", "=1+1", "=1+1"),
                arguments("text", "", "\"\""),
                arguments("text", " x", "\" x\""),
                arguments("text", "x ", "\"x \""),
                arguments("text", "#x", "\"#x\""),
                arguments("text", "x#", "x#"),
                arguments("text", "\\.", "\"\\.\""),
                arguments("text", "\\N", "\\N"),
                arguments("text", "\tx", "\"\tx\""),
                arguments("text", "\u00a0x", "\"\u00a0x\""),
                arguments("text", "x\u3000", "\"x\u3000\""),
                arguments("text", "\ufeffx", "\"\ufeffx\""),
                arguments("text", "x\u2028y", "x\u2028y"),
                arguments("text", "a\r\nb", "\"a\r\nb\""),
                arguments("text", "a\nb", "\"a\nb\""),
                arguments("text", "a,b", "\"a,b\""),
                arguments("text", "say \"hi\"", "\"say \"\"hi\"\"\""),
                arguments("text", "\"", "\"\"\"\""),
                arguments("text", "NULL", "NULL"),
                arguments("text", "🦆 Ünïcode", "🦆 Ünïcode"),
                arguments("text", "%s {} :x ?", "%s {} :x ?"),
                arguments("character(5)", "ab", "\"ab   \""),
                arguments("character varying(10)", "a'b", "a'b"),
                arguments("\"char\"", "x", "x"),
                arguments("name", "pg_class", "pg_class"),
                arguments("citext", "MiXed", "MiXed"),
                arguments("mood", "sad", "sad"),
                arguments("mood", " so, so", "\" so, so\""),
                arguments("mood", "#1", "\"#1\""),
                arguments("uuid", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
                arguments("inet", "192.168.0.1", "192.168.0.1"),
                arguments("inet", "2001:db8::1/64", "2001:db8::1/64"),
                arguments("cidr", "10.0.0.0/8", "10.0.0.0/8"),
                arguments("macaddr", "08:00:2b:01:02:03", "08:00:2b:01:02:03"),
                arguments("xml", "<a>é</a>", "<a>é</a>"),
                arguments("tsvector", "a:1 fat:2 'q''s':3", "'a':1 'fat':2 'q''s':3"),
                arguments("tsquery", "fat & rat", "'fat' & 'rat'"),
                arguments("ltree", "Top.Science", "Top.Science"),
                arguments("point", "(1.5,-2)", "\"(1.5,-2)\""),
                arguments("circle", "<(0,0),1>", "\"<(0,0),1>\""),
                arguments("int4range", "[1,10]", "\"[1,11)\""),
                arguments("int4range", "empty", "empty"),
                arguments("tstzrange", "[2024-01-01 00:00+00,)", "\"[\"\"2024-01-01 00:00:00+00\"\",)\""),
                arguments("pair", "(1,\"a b\",)", "\"(1,\"\"a b\"\",)\""));
    }

    private static Stream<Arguments> times() {
        return Stream.of(
                arguments("date", "2024-02-29", "2024-02-29"),
                arguments("date", "infinity", "infinity"),
                arguments("date", "-infinity", "-infinity"),
                arguments("date", "0044-03-15 BC", "0044-03-15 BC"),
                arguments("date", "10000-01-01", "10000-01-01"),
                arguments("time", "24:00:00", "24:00:00"),
                arguments("time", "01:02:03.1", "01:02:03.1"),
                arguments("timestamp", "2024-02-29 13:14:15.5", "2024-02-29 13:14:15.5"),
                arguments("timestamp", "infinity", "infinity"),
                arguments("timestamptz", "2024-02-29 13:14:15.5+00", "2024-02-29 13:14:15.5+00:00"),
                arguments("timestamptz", "2024-02-29 13:14:15+05:30", "2024-02-29 07:44:15+00:00"),
                arguments("timestamptz", "-infinity", "-infinity"),
                arguments("timestamptz", "0044-03-15 00:00:00+00 BC", "0044-03-15 00:00:00+00:00 BC"),
                arguments("moment", "294276-12-31 23:59:59.999999+00", "294276-12-31 23:59:59.999999+00:00"),
                arguments("timetz", "13:14:15+02", "13:14:15+02:00"),
                arguments("timetz", "13:14:15.25-08", "13:14:15.25-08:00"),
                arguments("timetz", "13:14:15+05:30", "13:14:15+05:30"),
                arguments("timetz", "13:14:15-00:00:07", "13:14:15-00:00:07"),
                arguments("interval", "1 year 2 mons 3 days 04:05:06.789", "1 year 2 mons 3 days 04:05:06.789"),
                arguments("interval", "-1 day +02:03", "-1 days +02:03:00"));
    }

    private static Stream<Arguments> documents() {
        return Stream.of(
                arguments("json", "{\"n\": 0.1234567890123456789}", "\"{\"\"n\"\": 0.1234567890123456789}\""),
                arguments("json", "\"abc\"", "\"\"\"abc\"\"\""),
                arguments("json", "null", "null"),
                arguments("json", " [1,  2]", "\" [1,  2]\""),
                arguments("json", "\"\\u0000\"", "\"\"\"\\u0000\"\"\""),
                arguments("jsonb", "{\"b\":1.10,\"é\":\"🦆\"}", "\"{\"\"b\"\": 1.10, \"\"é\"\": \"\"🦆\"\"}\""),
                arguments("jsonb", "null", "null"),
                arguments("jsonb", "\"abc\"", "\"\"\"abc\"\"\""),
                arguments("\"Ext %s\".hstore", "a=>1, n=>NULL", "\"{\"\"a\"\": \"\"1\"\", \"\"n\"\": null}\""),
                arguments("dict", "k=>v", "\"{\"\"k\"\": \"\"v\"\"}\""),
                arguments("\"Ext %s\".hstore", "", "{}"));
    }

    private static Stream<Arguments> arrays() {
        return Stream.of(
                arguments("numeric[]", "{1.10,NULL}", "\"[1.10, null]\""),
                arguments(
                        "numeric[]",
                        "{NaN,Infinity,0.1234567890123456789}",
                        "\"[\"\"NaN\"\", \"\"Infinity\"\", 0.1234567890123456789]\""),
                arguments("float8[]", "{NaN,-Infinity,0.1}", "\"[\"\"NaN\"\", \"\"-Infinity\"\", 0.1]\""),
                arguments("int[]", "{}", "[]"),
                arguments("int[]", "{7}", "[7]"),
                arguments("int[][]", "{{1,2},{3,NULL}}", "\"[[1, 2], [3, null]]\""),
                arguments("int[]", "[0:1]={1,2}", "\"[1, 2]\""),
                arguments("ints", "{1,2}", "\"[1, 2]\""),
                arguments("ints[]", "{\"{1,2}\",NULL}", "\"[[1, 2], null]\""),
                arguments("boolean[]", "{t,f}", "\"[true, false]\""),
                arguments("yes[]", "{t,NULL}", "\"[true, null]\""),
                arguments("text[]", "{\"a,b\",\"\",\"NULL\",NULL}", "\"[\"\"a,b\"\", \"\"\"\", \"\"NULL\"\", null]\""),
                arguments("money[]", "{1234.5,NULL}", "\"[1234.50, null]\""),
                arguments("price[]", "{1}", "[1.00]"),
                arguments("date[]", "{infinity,2024-02-29}", "\"[\"\"infinity\"\", \"\"2024-02-29\"\"]\""),
                arguments("timestamp[]", "{2024-02-29 13:14:15.5}", "\"[\"\"2024-02-29T13:14:15.5\"\"]\""),
                arguments("timestamptz[]", "{2024-02-29 13:14:15+01}", "\"[\"\"2024-02-29T12:14:15+00:00\"\"]\""),
                arguments(
                        "uuid[]",
                        "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}",
                        "\"[\"\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\"\"]\""),
                arguments("mood[]", "{sad}", "\"[\"\"sad\"\"]\""),
                arguments("jsonb[]", "{\"{\\\"a\\\": 1.10}\"}", "\"[{\"\"a\"\": 1.10}]\""),
                arguments(
                        "json[]",
                        "{\"{\\\"b\\\":1.10,\\\"a\\\":0}\",NULL,null}",
                        "\"[{\"\"b\"\":1.10,\"\"a\"\":0}, null, null]\""),
                arguments(
                        "json[]",
                        "{\"\\\"\\\\u0000\\\"\",\"\\\"\\\\ud83d\\\"\"}",
                        "\"[\"\"\\u0000\"\", \"\"\\ud83d\"\"]\""),
                arguments(
                        "json[]",
                        "{1e999999,\"{\\\"a\\\":1,\\\"a\\\":2}\"}",
                        "\"[1e999999, {\"\"a\"\":1,\"\"a\"\":2}]\""),
                arguments("json[]", "{{1,2},{3,NULL}}", "\"[[1,2],[3,null]]\""),
                arguments("json[]", "{}", "[]"),
                arguments("papers", "{\"\\\"\\\\u0000\\\"\"}", "\"[\"\"\\u0000\"\"]\""),
                arguments("papers[]", "{\"{1}\",NULL}", "\"[[1],null]\""),
                arguments(
                        "note[]", "{\"(\\\"\\\"\\\"\\\\\\\\u0000\\\"\\\"\\\")\"}", "\"[{\"\"j\"\":\"\"\\u0000\"\"}]\""),
                arguments("bundle[]", "{\"(\\\"{(1)}\\\")\"}", "\"[{\"\"notes\"\":[{\"\"j\"\":1}]}]\""),
                arguments("pair[]", "{\"(1,x,)\"}", "\"[{\"\"a\"\": 1, \"\"b\"\": \"\"x\"\", \"\"c\"\": null}]\""),
                arguments("\"Ext %s\".hstore[]", "{\"a=>1\"}", "\"[{\"\"a\"\": \"\"1\"\"}]\""));
    }

    private static Stream<Arguments> oddities() {
        return Stream.of(
                arguments("int2vector", "1 2", "1 2"),
                arguments("regclass", "pg_catalog.pg_class", "pg_class"),
                arguments("xid", "7", "7"),
                arguments("tid", "(0,1)", "\"(0,1)\""));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cells")
    void aCellSaysTheSameInAQueryAndInATable(String type, String literal, String expected) throws Exception {
        String sql = "SELECT " + value(type, literal) + " AS c, 1 AS one";
        int number = cells().map(c -> c.get()[0] + " " + c.get()[1]).toList().indexOf(type + " " + literal);

        assertThat(export(channel, query(sql), Exports.ALL).csv()).isEqualTo("c,one\n" + expected + ",1\n");
        assertThat(export(channel, table("public", "cell " + number), Exports.ALL)
                        .csv())
                .isEqualTo("k,v\n1," + expected + "\n2,\n");
    }

    private static String value(String type, String literal) {
        return "CAST($literal$" + literal + "$literal$ AS " + type + ")";
    }

    /** One table per cell, with a dropped column, and a second row that holds NULL. */
    private static String[] tables() {
        List<Arguments> cells = cells().toList();
        return IntStream.range(0, cells.size())
                .mapToObj(i -> {
                    Object[] cell = cells.get(i).get();
                    String name = "public.\"cell " + i + "\"";
                    return "CREATE TABLE " + name + " (k int, gone int, v " + cell[0] + ");"
                            + "INSERT INTO " + name + " VALUES (1, 0, " + value(cell[0].toString(), cell[1].toString())
                            + "), (2, 0, NULL);"
                            + "ALTER TABLE " + name + " DROP COLUMN gone";
                })
                .toArray(String[]::new);
    }

    @Test
    void binaryColumnsAreDroppedAndNamed() throws Exception {
        Cloud.admin(
                DB,
                "CREATE TABLE public.blobs (a bytea, b bytea[], c raw, d raws, e raw[], f raws[], keep pair)",
                "INSERT INTO public.blobs VALUES ('x', '{x}', 'x', '{x}', '{x}', NULL, ROW(1, 'b', 'x'))");

        var exported = export(DB, table("public", "blobs"));

        assertThat(exported.csv()).isEqualTo("keep\n\"(1,b,\"\"\\\\x78\"\")\"\n");
        assertThat(exported.result().dropped())
                .extracting(d -> d.name() + " " + d.declaredType() + " " + d.reason())
                .containsExactly(
                        "a bytea binary",
                        "b bytea[] binary",
                        "c public.raw binary",
                        "d public.raws binary",
                        "e public.raw[] binary",
                        "f public.raws[] binary");
    }

    @Test
    void declaredTypesAreTheEngines() throws Exception {
        Cloud.admin(DB, "CREATE TABLE public.declared (a numeric(12,2), b varchar(7), c timestamptz(3)[], d mood)");

        assertThat(export(DB, table("public", "declared")).result().columns())
                .containsExactly(
                        new ExportedColumn("a", "numeric(12,2)", CellType.DECIMAL),
                        new ExportedColumn("b", "character varying(7)"),
                        new ExportedColumn("c", "timestamp(3) with time zone[]", CellType.JSON),
                        new ExportedColumn("d", "public.mood"));
        assertThat(export(DB, query("SELECT d, ARRAY[d] AS e FROM public.declared"))
                        .result()
                        .columns())
                .extracting(ExportedColumn::declaredType)
                .containsExactly("public.mood", "public.mood[]");
    }
}
