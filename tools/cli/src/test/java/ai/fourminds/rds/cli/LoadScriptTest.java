package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.RDS;
import static ai.fourminds.rds.cli.LocalProgram.run;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LoadedTables.Question;
import ai.fourminds.rds.cli.LocalProgram.Ended;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DuckDB and pandas load exported files by the scripts beside them, and say what the server says. */
class LoadScriptTest {
    private static final int ROWS = 1000;
    private static final String ODD = "\"odd 'q' \"\"%s\"\"\nline\"";

    @TempDir
    Path folder;

    private static final String INT = "int(v)";
    private static final String SINGLE = "repr(float(str(v)))";
    private static final String DECIMAL = "format(v, 'f')";
    private static final String MICROS = "v.value // 1000";

    private static final List<Question> POSTGRESQL = List.of(
            new Question("id", "id", INT),
            new Question("o", "o", INT),
            new Question("n", "n", DECIMAL),
            new Question("big", "big", DECIMAL),
            new Question("m::numeric", "m", DECIMAL),
            new Question("d", "d", "repr(float(v))"),
            new Question("r", "r", SINGLE),
            new Question("b::text", "b", "str(bool(v)).lower()"),
            new Question("s", "s", "v"),
            new Question("v", "v", "v"),
            new Question("day::text", "\"day\"::text", "str(v.date())"),
            new Question("(extract(epoch FROM t) * 1000000)::bigint", "epoch_us(t)", MICROS),
            new Question("(extract(epoch FROM stamp) * 1000000)::bigint", "epoch_us(stamp)", MICROS),
            new Question("(extract(epoch FROM atz) * 1000000)::bigint", "epoch_us(atz)", MICROS),
            new Question("u::text", "u", "v"),
            new Question("j->>'s'", "j->>'$.s'", "v['s']"),
            new Question("a[1]", "(a->>'$[0]')::int", "v[0]"),
            new Question("p", "p", INT));

    private static final List<Question> FAMILY = List.of(
            new Question("id", "id", INT),
            new Question("k + 0", "k", INT),
            new Question("ku", "ku", INT),
            new Question("n", "n", DECIMAL),
            new Question("big", "big", DECIMAL),
            new Question("d", "d", "repr(float(v))"),
            new Question("f + 0e0", "f::double", "repr(float(v))"),
            new Question("s", "s", "v"),
            new Question("v", "v", "v"),
            new Question("CAST(day AS CHAR)", "\"day\"::text", "str(v.date())"),
            new Question("TIMESTAMPDIFF(MICROSECOND, '1970-01-01', stamp)", "epoch_us(stamp)", MICROS),
            new Question("TIMESTAMPDIFF(MICROSECOND, '1970-01-01', ts)", "epoch_us(ts)", MICROS),
            new Question("CAST(y AS UNSIGNED)", "y", INT),
            new Question("CAST(bits AS UNSIGNED)", "bits", INT),
            new Question("TIME_TO_SEC(span)", "epoch_us(span) // 1000000", "v.value // 10**9"));

    @BeforeAll
    static void fill() throws Exception {
        try (Connection admin = RDS.instance("prod-analytics").adminConnection("postgres")) {
            admin.createStatement().execute("CREATE DATABASE ducks");
        }
        try (Connection admin = postgresql();
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE DOMAIN positive AS bigint");
            statement.execute(
                    "CREATE TABLE ducks (id bigint, o oid, n numeric(12,2), big numeric(38,10), m money, d float8, r"
                            + " real, b boolean, s text, v varchar(300), day date, t time, stamp timestamp(6), atz"
                            + " timestamptz, u uuid, j jsonb, a int[], p positive)");
            statement.execute("CREATE TABLE " + ODD + " (\"q'\"\"t\" text, \"Q'\"\"T\" int, \"new\nline\" date)");
            statement.execute("INSERT INTO " + ODD + " VALUES ('', 1, '0044-03-15 BC'), (NULL, NULL, 'infinity')");
            statement.execute("CREATE TABLE single (n int)");
            statement.execute("INSERT INTO single VALUES (1), (NULL)");
            statement.execute("CREATE TABLE nothing (b bytea)");
            statement.execute("INSERT INTO nothing VALUES ('x'), (NULL)");
            statement.execute("CREATE TABLE a1 AS SELECT 1 AS n");
            statement.execute("CREATE TABLE \"a[1]\" AS SELECT 100 AS n");
            statement.execute("CREATE TABLE long AS SELECT rpad('1', 5000, '0')::numeric AS n, '-0'::float8 AS d");
            statement.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC");
            fill(
                    admin,
                    "INSERT INTO ducks SELECT 9223372036854775807 - i, 4294967295 - i, i * 1.01, -i / 7.0, i * 0.05,"
                            + " 1e300 / (i + 1), 1.1 / (i + 1), i % 2 = 0, x.s, nullif(x.s, ''), date '1900-01-01' + i *"
                            + " 50, time '23:59:59.999999' - i * interval '1 s', timestamp '1969-12-31 23:59:59.999999' +"
                            + " i * interval '1.5 h', timestamptz '2024-03-31 00:00:00.25+01' + i * interval '1 min',"
                            + " md5(i::text)::uuid, jsonb_build_object('s', x.s, 'i', i), ARRAY[i, NULL], i FROM (SELECT"
                            + " ?::int AS i, ?::text AS s) x");
        }
    }

    private static Connection postgresql() throws SQLException {
        Connection admin = RDS.instance("prod-analytics").adminConnection("ducks");
        admin.createStatement().execute("SET timezone = 'UTC'");
        return admin;
    }

    @AfterAll
    static void drop() throws SQLException {
        PostgresqlZoo.drop("ducks");
    }

    private static void fill(Connection admin, String sql) throws SQLException {
        List<String> texts = HostileText.strings(ROWS);
        admin.setAutoCommit(false);
        try (PreparedStatement insert = admin.prepareStatement(sql)) {
            for (int i = 0; i < ROWS; i++) {
                insert.setInt(1, i);
                insert.setString(2, i == ROWS - 1 ? null : texts.get(i));
                insert.executeUpdate();
            }
        }
        admin.commit();
        admin.setAutoCommit(true);
    }

    private Path export(String... options) {
        Path out = folder.resolve("out");
        String[] fixed = {"export", "prod-analytics", "ducks", "--all", "--out", out.toString()};
        Ended ended = run(Stream.concat(Stream.of(fixed), Stream.of(options)).toArray(String[]::new));
        assertThat(ended.exit()).describedAs(ended.err()).isZero();
        return out;
    }

    @ParameterizedTest
    @CsvSource({
        "duckdb,",
        "duckdb,--gzip",
        "duckdb,--zstd",
        "duckdb,--null-text=\\N",
        "pandas,--gzip",
        "pandas,--null-text=NA",
        "pandas,--format=jsonl"
    })
    void postgresqlFilesLoad(String target, @Nullable String option) throws Exception {
        Path out = export("--load-script", target, option == null ? "--jobs=2" : option);

        try (Connection admin = postgresql();
                Statement server = admin.createStatement()) {
            LoadedTables.compare(out, target, "public", server, POSTGRESQL);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "prod-billing,duckdb,csv",
        "prod-orders,duckdb,csv",
        "prod-orders,pandas,csv",
        "prod-billing,pandas,jsonl"
    })
    void theFamilysFilesLoad(String instance, String target, String format) throws Exception {
        try (Connection admin = LocalFamily.admin(instance);
                Statement statement = admin.createStatement()) {
            statement.execute("SET SESSION time_zone = '+00:00', NAMES utf8mb4");
            statement.execute("CREATE DATABASE ducks CHARACTER SET utf8mb4");
            statement.execute("USE ducks");
            try {
                statement.execute(
                        "CREATE TABLE ducks (id bigint unsigned, k tinyint(1), ku tinyint unsigned, n decimal(12,2),"
                                + " big decimal(38,10), d double, f float, s text, v varchar(300), day date, stamp"
                                + " datetime(6), ts timestamp(3) null, y year, bits bit(17), span time, j json)");
                fill(
                        admin,
                        "INSERT INTO ducks SELECT 18446744073709551615 - i, i % 2, 255, i * 1.01, -i / 7, 1e300 / (i +"
                                + " 1), 1.1 / (i + 1), x.s, nullif(x.s, ''), DATE '1900-01-01' + INTERVAL i * 50 DAY,"
                                + " TIMESTAMP '1969-12-31 23:59:59.999999' + INTERVAL i HOUR, TIMESTAMP '2024-03-31"
                                + " 00:00:00.25' + INTERVAL i MINUTE, 1901 + i % 200, i, SEC_TO_TIME(3020399 - i * 6000),"
                                + " JSON_OBJECT('s', x.s, 'i', i)"
                                + " FROM (SELECT CAST(? AS SIGNED) AS i, ? AS s) x");
                Path out = folder.resolve("out");
                String[] export = {
                    "export",
                    instance,
                    "ducks",
                    "--all",
                    "--load-script",
                    target,
                    "--format",
                    format,
                    "--out",
                    out.toString()
                };
                Ended ended = LocalFamily.run(folder, export);
                assertThat(ended.exit()).describedAs(ended.err()).isZero();
                LoadedTables.compare(out, target, null, statement, FAMILY);
            } finally {
                statement.execute("DROP DATABASE ducks");
            }
        }
    }

    @Test
    void duckDbHasNamesThatItCannotTellApartNumbered() throws Exception {
        Path out = export("--load-script=duckdb");

        try (Connection duck = LoadedTables.duck(out);
                Statement statement = duck.createStatement()) {
            assertThat(LoadedTables.answers(statement, "\"q'\"\"t\" || '.' || \"Q'\"\"T_2\"", "\"public\"." + ODD))
                    .containsExactly(".1", null);
            assertThat(LoadedTables.answers(statement, "\"new\nline\"::VARCHAR", "\"public\"." + ODD))
                    .containsExactly("0044-03-15 (BC)", "infinity");
            assertThat(LoadedTables.answers(statement, "n", "\"public\".single"))
                    .containsExactly(BigDecimal.ONE, null);
        }
    }

    @Test
    void duckDbTakesNoFileNameForAPattern() throws Exception {
        Path out = export("--load-script=duckdb");

        try (Connection duck = LoadedTables.duck(out);
                Statement statement = duck.createStatement()) {
            assertThat(LoadedTables.answers(statement, "n", "\"public\".\"a[1]\""))
                    .containsExactly(new BigDecimal("1E+2"));
        }
    }

    /** Python reads integers of up to 4300 digits, and none that is a negative zero. */
    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void pandasLoadsNumbersThatPythonHasNoIntegerFor(String format) throws Exception {
        Path out = export("--load-script=pandas", "--format", format);

        assertThat(LoadedTables.python(
                        out,
                        "frame = frames['public.long']\n"
                                + "print(json.dumps([len(str(frame['n'][0])), str(frame['d'][0])]))"))
                .hasToString("[5000,\"-0.0\"]");
    }

    @Test
    void pandasKeepsTextThatItsTypeCannotHold() throws Exception {
        Path out = export("--load-script=pandas");

        assertThat(LoadedTables.python(
                        out,
                        "frame = frames['public.odd \\'q\\' \"%s\"\\nline']\nprint(json.dumps([list(frame.columns),"
                                + " [str(v) for v in frame['new\\nline']], frame.isna().values.tolist(),"
                                + " frames['public.single']['n'].isna().tolist(), len(frames['public.nothing'])]))"))
                .hasToString("[[\"q'\\\"t\",\"Q'\\\"T\",\"new\\nline\"],[\"0044-03-15 BC\",\"infinity\"],"
                        + "[[false,false,false],[true,true,false]],[false,true],2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--guard-formulas", "--out=-"})
    void whatNoScriptCouldLoadIsRefused(String option) {
        List<String> words = new ArrayList<>(
                List.of("export", "prod-analytics", "ducks", "public.ducks", "--load-script=duckdb,pandas", option));
        if (!option.startsWith("--out")) {
            words.add("--out=" + folder);
        }
        Ended ended = run(words.toArray(String[]::new));

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("--load-script does not go with " + option.replace('=', ' '));
    }

    @Test
    void duckDbGetsNoJsonWhoseDecimalsItWouldRound() {
        Ended ended = run(
                "export",
                "prod-analytics",
                "ducks",
                "public.ducks",
                "--load-script=duckdb",
                "--format=jsonl",
                "--out=" + folder);

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("DuckDB rounds the decimals of JSON");
    }

    @Test
    void aFileOfTheUsersIsNotReplaced() throws Exception {
        Files.writeString(folder.resolve("load_pandas.py"), "mine");
        Ended ended =
                run("export", "prod-analytics", "ducks", "public.ducks", "--load-script=pandas", "--out=" + folder);

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(folder.resolve("load_pandas.py")).hasContent("mine");
    }
}
