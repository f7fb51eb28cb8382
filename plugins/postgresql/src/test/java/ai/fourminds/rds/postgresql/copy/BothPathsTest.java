package ai.fourminds.rds.postgresql.copy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.postgresql.Cloud;
import ai.fourminds.rds.postgresql.Exports;
import ai.fourminds.rds.postgresql.catalogue.BinaryCopy;
import ai.fourminds.rds.postgresql.catalogue.CopySource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What we write from binary cells is, byte for byte, what the server writes as CSV. */
class BothPathsTest {

    private static final String DB = "both_paths";

    private static final List<CsvOptions> OPTIONS = List.of(
            new CsvOptions(0, false),
            new CsvOptions(7, false),
            new CsvOptions(0, false, "NULL"),
            new CsvOptions(0, false, "1"),
            new CsvOptions(0, true, "-infinity"),
            new CsvOptions(0, true));

    private static BothPaths paths;

    @BeforeAll
    static void create() throws Exception {
        Cloud.createDatabase(
                DB,
                "CREATE EXTENSION hstore",
                "CREATE EXTENSION citext",
                "CREATE EXTENSION ltree",
                "CREATE TYPE mood AS ENUM ('sad', ' so, so', '#1', '\"', '-')",
                "CREATE TYPE pair AS (a int, b text)",
                "CREATE TYPE spoken AS (a int, b text)",
                "CREATE FUNCTION speak(spoken) RETURNS text LANGUAGE sql AS $$ SELECT 'spoken' $$",
                "CREATE CAST (spoken AS text) WITH FUNCTION speak(spoken)",
                "CREATE CAST (mood AS text) WITH INOUT",
                "CREATE FUNCTION span(interval) RETURNS text LANGUAGE sql AS $$ SELECT 'long' $$",
                "CREATE CAST (interval AS text) WITH FUNCTION span(interval)",
                "CREATE DOMAIN yes AS boolean",
                "CREATE DOMAIN yes2 AS yes CHECK (VALUE)",
                "CREATE DOMAIN price AS numeric(30,10)",
                "CREATE DOMAIN dear AS price",
                "CREATE DOMAIN purse AS money",
                "CREATE DOMAIN padded AS character(7)",
                "CREATE DOMAIN padded2 AS padded",
                "CREATE DOMAIN host AS inet",
                "CREATE DOMAIN moment AS timestamptz",
                "CREATE DOMAIN feeling AS mood",
                "CREATE DOMAIN twin AS pair",
                "CREATE DOMAIN ints AS int[]",
                "CREATE DOMAIN dict AS hstore",
                "CREATE TABLE holes (a int, gone text, b bytea, c text, \"d,\" timestamptz DEFAULT now())",
                "ALTER TABLE holes DROP COLUMN gone",
                "INSERT INTO holes SELECT g, 'x', NULLIF('t' || g, 't3') FROM generate_series(1, 9) g");
        paths = new BothPaths(DB);
    }

    @AfterAll
    static void close() throws Exception {
        paths.close();
    }

    static Stream<String> sources() {
        return Stream.of(numbers(), times(), texts(), others()).flatMap(s -> s);
    }

    private static Stream<String> numbers() {
        return Stream.of(
                "SELECT sign * (power + off) AS i8 FROM (VALUES (1), (-1)) s(sign), generate_series(-1, 1) off,"
                        + " (SELECT (10::numeric ^ n)::int8 FROM generate_series(0, 18) n) p(power)",
                "SELECT g::int2, (g * 65537)::int4, g::int8 FROM generate_series(-32767, 32767, 13) g",
                "SELECT (-9223372036854775808)::int8, (-2147483648)::int4, (-32768)::int2, 4294967295::oid",
                "SELECT 9223372036854775807, 2147483647, 32767::int2, 2147483648::oid, 0::oid, 0",
                "SELECT g % 3 = 0, NULLIF(g % 2 = 0, true), true::yes2 FROM generate_series(1, 9) g",
                "SELECT n FROM (VALUES ('0'), ('-0'), ('0.00'), ('-0.000'), ('1e-16383'), ('-1e131071'), ('1.10'),"
                        + " ('10000'), ('9999'), ('0.0001'), ('0.00010000'), ('10000.0001'), ('100000000'), ('NaN'),"
                        + " ('Infinity'), ('-Infinity'), ('1'), (NULL)) v(t), CAST(t AS numeric) n",
                "SELECT ('-' || repeat('7', 131072) || '.' || repeat('3', 16383))::numeric, 1",
                "SELECT (repeat('80', 4000) || '.5')::numeric, (repeat('80', 3000) || '.5')::numeric",
                "SELECT (g * 7919 * (CASE g % 2 WHEN 0 THEN 1 ELSE -1 END))::numeric / 10::numeric ^ (g % 40 - 20),"
                        + " (g * 104729)::numeric(30,10), round(g / 7.0, g % 9), g * 10::numeric ^ (g % 60)"
                        + " FROM generate_series(0, 3000) g",
                "SELECT g::numeric(12,2)::price, 1::dear, 12.5::money, (-1234567.89)::money, 5::money::purse"
                        + " FROM generate_series(1, 3) g",
                "SELECT g / 7.0::float8, (g / 7.0)::float4, 1e300 * g, 1e-300 / g FROM generate_series(1, 500) g",
                "SELECT 'NaN'::float8, '-Infinity'::float8, '-0'::float8, 'Infinity'::float4, 16777216::float4");
    }

    private static Stream<String> times() {
        return Stream.of(
                "SELECT date '4713-01-01 BC' + g * 100003 FROM generate_series(0, 21473) g",
                "SELECT date '0005-12-01 BC' + g, timestamp '0005-12-01 BC' + g * interval '1 day 00:00:01.001'"
                        + " FROM generate_series(0, 4000) g",
                "SELECT date '1599-12-01' + g FROM generate_series(0, 160000, 7) g",
                "SELECT date '5874897-12-31', date '9999-12-31', date '10000-01-01', date 'infinity',"
                        + " date '-infinity', date '4714-11-24 BC', NULL::date",
                "SELECT t, t AT TIME ZONE 'UTC' FROM (SELECT timestamp '4713-01-01 BC' + g * interval '7919 days"
                        + " 03:00:00.000001' FROM generate_series(0, 13700) g) v(t)",
                "SELECT t, t AT TIME ZONE 'UTC', t::date FROM (SELECT timestamp '1999-12-31 23:59:58' +"
                        + " g * interval '0.000999 second' FROM generate_series(0, 4000) g) v(t)",
                "SELECT t::timestamp, t::timestamp AT TIME ZONE 'UTC', (t || '+00')::timestamptz::moment"
                        + " FROM (VALUES ('294276-12-31 23:59:59.999999'), ('0001-01-01 00:00:00'),"
                        + " ('0999-12-31 23:59:59.5'), ('2000-01-01 00:00:00'), ('1999-12-31 23:59:59.999999')) v(t)",
                "SELECT '4714-11-24 00:00:00 BC'::timestamp, '0044-03-15 00:00:00.25+00 BC'::timestamptz",
                "SELECT 'infinity'::timestamp, '-infinity'::timestamp, 'infinity'::timestamptz, '-infinity'::moment",
                "SELECT '24:00:00'::time, '00:00:00'::time, '23:59:59.999999'::time, '01:02:03.100'::time",
                "SELECT ('12:34:56.7' || CASE WHEN s < 0 THEN '-' ELSE '+' END || to_char(make_interval(secs => abs(s)), 'HH24:MI:SS'))::timetz"
                        + " FROM generate_series(-57599, 57599, 389) s",
                "SELECT '24:00:00+15:59:59'::timetz, '13:14:15+02'::timetz, '13:14:15-00:30'::timetz, '0:0+00'::timetz",
                "SELECT '1 year 2 mons -3 days 04:05:06.789'::interval, '-1 day +02:03'::interval");
    }

    private static Stream<String> texts() {
        String pieces =
                "(VALUES (','), ('\"'), (E'\\n'), (E'\\r'), (' '), ('#'), ('\\.'), (E'\\t'), (U&'\\00A0'), ('é'),"
                        + " (U&'\\3000'), (U&'\\FEFF'), ('🦆'), ('\"\"'), ('\",\"'), (''), ('='), ('-1'), ('-'), ('@'), ('!'),"
                        + " ('+'), (E'\\x0b'), (U&'\\00AC'), (U&'\\0122'), ('NULL'), ('1'), (NULL)) p(s)";
        return Stream.of(
                "SELECT repeat('x', a) || s || repeat('y', b), s, s || s FROM " + pieces
                        + ", generate_series(0, 17) a, generate_series(0, 9) b",
                "SELECT s FROM " + pieces,
                "SELECT repeat('é', a) || s || repeat('\"', b) FROM " + pieces
                        + ", generate_series(0, 9) a, generate_series(0, 3) b",
                "SELECT repeat('x', n) || s, repeat(s || '\"z', n), repeat(s || 'y', n) FROM " + pieces
                        + ", (VALUES (8191), (8192), (8193), (65536), (70000)) l(n) WHERE s IN (',', '\"', ' ', 'é')",
                "SELECT repeat('a,\"', 700000), repeat('plain', 700000), 'after'",
                "SELECT s::varchar(9), s::character(5), s::citext, s::name, s::padded2 FROM " + pieces,
                "SELECT m, m::feeling FROM unnest(enum_range(NULL::mood)) m",
                "SELECT chr(n)::\"char\", n FROM generate_series(1, 127) n",
                "SELECT '\\377'::\"char\", ''::\"char\", NULL::\"char\"",
                "SELECT c::text || 'x', 'x' || c FROM (SELECT chr(n) FROM generate_series(1, 55295, 7) n) v(c)",
                "SELECT '<?xml version=\"1.0\" encoding=\"latin1\"?><a>é</a>'::xml, '<b/>'::xml, NULL::xml",
                "SELECT ' {\"a\" : 1} '::json, '{\"b\":[1.10,\"é\",null]}'::jsonb, '\"x\"'::jsonb, 'null'::jsonb, '7'::json",
                "SELECT NULL::text FROM generate_series(1, 3)",
                "SELECT NULL::int, NULL::numeric, NULL::text, NULL::jsonb, NULL::uuid, NULL::inet, NULL::interval");
    }

    private static Stream<String> others() {
        return Stream.of(
                "SELECT md5(g::text)::uuid, NULLIF(g, 2) FROM generate_series(1, 300) g",
                "SELECT '10.0.0.1'::inet, '10.0.0.1/8'::inet, '::1/64'::inet, '10.0.0.0/8'::cidr, '1.2.3.4'::host",
                "SELECT '08:00:2b:01:02:03'::macaddr, '08:00:2b:01:02:03:04:05'::macaddr8, B'00101', ''::varbit",
                "SELECT '(1.5,-2)'::point, '<(0,0),1>'::circle, 'a:1 b'::tsvector, 'a & b'::tsquery, '16/B3'::pg_lsn",
                "SELECT '[1,10]'::int4range, 'empty'::int4range, '{[1,2),[5,7)}'::int4multirange, '$.a'::jsonpath",
                "SELECT ROW(1, 'a b')::pair, ROW(NULL, NULL)::pair, NULL::pair, ROW(2, 'x')::twin",
                "SELECT '(0,1)'::tid, 7::text::xid, '1 2'::int2vector, '1 2'::oidvector, 'pg_class'::regclass",
                "SELECT '{1,NULL}'::int[], '{{1},{2}}'::ints, '{1.10}'::numeric[], '{1.5}'::money[], '{}'::text[]",
                "SELECT '{\"{\\\"a\\\":1}\",NULL}'::json[], '{{1},{2}}'::json[], 'a=>1'::hstore, 'a=>NULL'::dict",
                "SELECT ARRAY['(1,x)'::pair], 'Top.Science'::ltree, '{a,b}'::ltree[]",
                "SELECT * FROM pg_catalog.pg_type",
                "SELECT * FROM pg_catalog.pg_class WHERE relacl IS NOT NULL",
                "SELECT conbin, adbin FROM pg_catalog.pg_constraint, pg_catalog.pg_attrdef",
                "SELECT relname, attname FROM pg_catalog.pg_class JOIN pg_catalog.pg_attribute a ON attrelid = pg_class.oid",
                "SELECT 1 WHERE false",
                "SELECT");
    }

    @ParameterizedTest
    @MethodSource("sources")
    void bothWriteTheSame(String query) throws Exception {
        CopySource source = paths.describe(Exports.query(query));
        CopySource byServer = BothPaths.byServer(source);

        assertThat(BinaryCopy.of(source)).isPresent();
        for (CsvOptions options : OPTIONS) {
            assertThat(paths.export(source, options)).as("%s", options).isEqualTo(paths.export(byServer, options));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT pg_sleep(0), 1",
                "SELECT ROW(1, 'a'), 1",
                "SELECT ROW(1, 'a')::spoken",
                "SELECT * FROM pg_catalog.pg_stats"
            })
    void whatWeCannotWriteTheServerWrites(String query) throws Exception {
        CopySource source = paths.describe(Exports.query(query));

        assertThat(BinaryCopy.of(source)).isEmpty();
        assertThat(paths.export(source, Exports.ALL)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LATIN1", "EUC_JP", "SQL_ASCII"})
    void textOfOtherEncodingsIsTheSameEitherWay(String encoding) throws Exception {
        String name = "in_" + encoding.toLowerCase(Locale.ROOT);
        Cloud.admin(
                "postgres", "CREATE DATABASE " + name + " ENCODING '" + encoding + "' LOCALE 'C' TEMPLATE template0");
        String letter = encoding.equals("EUC_JP") ? "日" : "é";
        String query = "SELECT '" + letter + ",' AS \"" + letter + "\", '" + letter + "'::varchar, '{\"" + letter
                + "\": 1}'::json";
        try (BothPaths other = new BothPaths(name)) {
            CopySource source = other.describe(Exports.query(query));

            assertThat(BinaryCopy.of(source).isPresent()).isEqualTo(!encoding.equals("SQL_ASCII"));
            assertThat(other.export(source, Exports.ALL))
                    .isEqualTo(other.export(BothPaths.byServer(source), Exports.ALL))
                    .contains("\"" + letter + ",\"");
        }
    }

    @Test
    void aTableWithDroppedAndBinaryColumnsIsTheSameEitherWay() throws Exception {
        CopySource source = paths.describe(Exports.table("public", "holes"));

        assertThat(paths.export(source, Exports.ALL))
                .isEqualTo(paths.export(BothPaths.byServer(source), Exports.ALL))
                .startsWith("a,c,\"d,\"\n1,t1,");
    }
}
