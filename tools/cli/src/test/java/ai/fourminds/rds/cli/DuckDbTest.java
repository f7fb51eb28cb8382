package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.RDS;
import static ai.fourminds.rds.cli.LocalProgram.manifest;
import static ai.fourminds.rds.cli.LocalProgram.run;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DuckDB loads exported files with the manifest's types, by the table of the export page, and says what the server says. */
class DuckDbTest {
    private static final int ROWS = 1000;

    @TempDir
    Path folder;

    /** How the same thing is asked of the server and of DuckDB; answers are compared as numbers where both are. */
    private record Question(String server, String duck) {
        static Question same(String sql) {
            return new Question(sql, sql);
        }
    }

    @Test
    void postgresqlFilesLoadWithTheManifestsTypes() throws Exception {
        try (Connection admin = RDS.instance("prod-analytics").adminConnection("postgres")) {
            admin.createStatement().execute("CREATE DATABASE ducks");
        }
        try (Connection admin = RDS.instance("prod-analytics").adminConnection("ducks");
                Statement statement = admin.createStatement()) {
            statement.execute("SET timezone = 'UTC'");
            statement.execute(
                    "CREATE TABLE ducks (id bigint, o oid, n numeric(12,2), big numeric(38,10), m money, d float8, r"
                            + " real, b boolean, s text, v varchar(300), day date, t time, stamp timestamp(6), atz"
                            + " timestamptz, u uuid, j jsonb, a int[])");
            statement.execute("GRANT SELECT ON ducks TO PUBLIC");
            fill(
                    admin,
                    "INSERT INTO ducks SELECT 9223372036854775807 - i, 4294967295 - i, i * 1.01, -i / 7.0, i * 0.05,"
                            + " 1e300 / (i + 1), 1.1 / (i + 1), i % 2 = 0, x.s, nullif(x.s, ''), date '1900-01-01' + i *"
                            + " 50, time '23:59:59.999999' - i * interval '1 s', timestamp '1969-12-31 23:59:59.999999' +"
                            + " i * interval '1.5 h', timestamptz '2024-03-31 00:00:00.25+01' + i * interval '1 min',"
                            + " md5(i::text)::uuid, jsonb_build_object('s', x.s, 'i', i), ARRAY[i, NULL] FROM (SELECT"
                            + " ?::int AS i, ?::text AS s) x");
            compare(
                    "prod-analytics",
                    "ducks",
                    statement,
                    List.of(
                            Question.same("id"),
                            Question.same("o"),
                            Question.same("n"),
                            Question.same("big"),
                            new Question("m::numeric", "m"),
                            Question.same("d"),
                            Question.same("r"),
                            Question.same("b::text"),
                            Question.same("s"),
                            Question.same("v"),
                            Question.same("day::text"),
                            Question.same("t::text"),
                            new Question("(extract(epoch FROM stamp) * 1000000)::bigint", "epoch_us(stamp)"),
                            new Question("(extract(epoch FROM atz) * 1000000)::bigint", "epoch_us(atz)"),
                            Question.same("u::text"),
                            new Question("j->>'s'", "j->>'$.s'"),
                            new Question("a[1]", "(a->>'$[0]')::int")));
        } finally {
            PostgresqlZoo.drop("ducks");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod-billing", "prod-orders"})
    void theFamilysFilesLoadWithTheManifestsTypes(String instance) throws Exception {
        try (Connection admin = LocalFamily.admin(instance);
                Statement statement = admin.createStatement()) {
            statement.execute("SET SESSION time_zone = '+00:00', NAMES utf8mb4");
            statement.execute("CREATE DATABASE ducks CHARACTER SET utf8mb4");
            statement.execute("USE ducks");
            try {
                statement.execute(
                        "CREATE TABLE ducks (id bigint unsigned, k tinyint(1), ku tinyint unsigned, n decimal(12,2),"
                                + " big decimal(38,10), d double, f float, s text, v varchar(300), day date, stamp"
                                + " datetime(6), ts timestamp(3) null, y year, bits bit(17), j json)");
                fill(
                        admin,
                        "INSERT INTO ducks SELECT 18446744073709551615 - i, i % 2, 255, i * 1.01, -i / 7, 1e300 / (i +"
                                + " 1), 1.1 / (i + 1), x.s, nullif(x.s, ''), DATE '1900-01-01' + INTERVAL i * 50 DAY,"
                                + " TIMESTAMP '1969-12-31 23:59:59.999999' + INTERVAL i HOUR, TIMESTAMP '2024-03-31"
                                + " 00:00:00.25' + INTERVAL i MINUTE, 1901 + i % 200, i, JSON_OBJECT('s', x.s, 'i', i)"
                                + " FROM (SELECT CAST(? AS SIGNED) AS i, ? AS s) x");
                compare(
                        instance,
                        "ducks",
                        statement,
                        List.of(
                                Question.same("id"),
                                new Question("k + 0", "k"),
                                Question.same("ku"),
                                Question.same("n"),
                                Question.same("big"),
                                Question.same("d"),
                                new Question("f + 0e0", "f::double"),
                                Question.same("s"),
                                Question.same("v"),
                                new Question("CAST(day AS CHAR)", "day::text"),
                                new Question("TIMESTAMPDIFF(MICROSECOND, '1970-01-01', stamp)", "epoch_us(stamp)"),
                                new Question("TIMESTAMPDIFF(MICROSECOND, '1970-01-01', ts)", "epoch_us(ts)"),
                                new Question("CAST(y AS UNSIGNED)", "y"),
                                new Question("CAST(bits AS UNSIGNED)", "bits"),
                                new Question("s", "json_extract_string(j, '$.s')")));
            } finally {
                statement.execute("DROP DATABASE ducks");
            }
        }
    }

    @Test
    void thePagesStatementLoadsTheDemosOrders() throws Exception {
        Ended ended = run(
                "export", "prod-analytics", "sales", "public.orders", "--max-rows", "1000", "--out", folder.toString());
        assertThat(ended.exit()).isZero();
        String page = Files.readString(Path.of("../../docs/export.md"));
        int start = page.indexOf("SELECT * FROM read_csv(");
        String sql = page.substring(start, page.indexOf("})", start) + 2)
                .replace(
                        "public.orders.csv", folder.resolve("public.orders.csv").toString());
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(id), count(paid_at), sum(unit_price) > 0 FROM (" + sql + ")")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(1000);
            assertThat(rows.getLong(2)).isBetween(1L, 999L);
            assertThat(rows.getBoolean(3)).isTrue();
        }
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

    private void compare(String instance, String database, Statement server, List<Question> questions)
            throws Exception {
        String[] export = {
            "export",
            instance,
            database,
            "--all",
            "--out",
            folder.resolve("out").toString()
        };
        boolean postgresql = instance.equals("prod-analytics");
        Ended ended = postgresql ? run(export) : LocalFamily.run(folder, export);
        assertThat(ended.exit()).describedAs(ended.err()).isZero();
        JsonNode table = manifest(folder.resolve("out")).path("tables").path(0);
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            String file = folder.resolve("out")
                    .resolve(table.path("file").asText())
                    .toString()
                    .replace("'", "''");
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute(
                    "CREATE TABLE ducks AS SELECT * FROM read_csv('" + file + "', header = true, auto_detect = false,"
                            + " delim = ',', quote = '\"', escape ="
                            + " '\"', new_line = '\\n"
                            + "', allow_quoted_nulls = false, columns"
                            + " = {"
                            + columns(table, postgresql) + "})");
            for (Question question : questions) {
                List<@Nullable Object> said = answers(server, question.server());
                List<@Nullable Object> loaded = answers(statement, question.duck());
                assertThat(loaded).describedAs(question.duck()).hasSize(ROWS).hasSameSizeAs(said);
                for (int row = 0; row < ROWS; row++) {
                    assertThat(loaded.get(row))
                            .describedAs("%s in row %d", question.duck(), row)
                            .isEqualTo(said.get(row));
                }
            }
        }
    }

    private static String columns(JsonNode table, boolean postgresql) throws Exception {
        DuckDbTypes types = DuckDbTypes.ofTheExportPage(postgresql);
        return StreamSupport.stream(table.path("columns").spliterator(), false)
                .map(c -> "'" + c.path("name").asText() + "': '"
                        + types.of(c.path("type").asText()) + "'")
                .collect(Collectors.joining(", "));
    }

    private static List<@Nullable Object> answers(Statement statement, String expression) throws SQLException {
        List<@Nullable Object> answers = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT " + expression + " FROM ducks")) {
            while (rows.next()) {
                Object value = rows.getObject(1);
                answers.add(
                        value instanceof Number
                                ? new BigDecimal(value.toString()).stripTrailingZeros()
                                : value == null ? null : value.toString());
            }
        }
        return answers;
    }
}
