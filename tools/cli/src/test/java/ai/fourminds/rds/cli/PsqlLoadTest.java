package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.RDS;
import static ai.fourminds.rds.cli.LocalProgram.manifest;
import static ai.fourminds.rds.cli.LocalProgram.run;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** psql loads exported files by the script beside them; an export of what it has loaded writes the same files. */
class PsqlLoadTest {
    private static final String DB = "load_zoo";
    private static final String ODD = "\"the zoo\".\"odd 'q' \"\"%s\"\"\nline\"";

    private static final String LOADER = "psql_loader";
    private static final String PASSWORD = UUID.randomUUID().toString();

    @TempDir
    Path folder;

    @BeforeAll
    static void create() throws SQLException, IOException {
        PostgresqlZoo.admin("postgres", "CREATE ROLE " + LOADER + " SUPERUSER LOGIN PASSWORD '" + PASSWORD + "'");
        try (Connection admin = RDS.instance("prod-analytics").adminConnection("postgres");
                Statement statement = admin.createStatement();
                ResultSet rules = statement.executeQuery("SELECT current_setting('hba_file')")) {
            rules.next();
            Files.writeString(
                    Path.of(rules.getString(1)),
                    "\nhost all " + LOADER + " 127.0.0.1/32 scram-sha-256\n",
                    StandardOpenOption.APPEND);
            statement.execute("SELECT pg_reload_conf()");
        }
        PostgresqlZoo.create(
                DB,
                "CREATE TABLE \"the zoo\".random (id int, s text, v varchar, arr text[])",
                "CREATE TABLE " + ODD + " (\"q'\"\"t\" text, \"Q'\"\"T\" int[], \"new\nline\" date)",
                "INSERT INTO " + ODD + " VALUES ('', '{{1,NULL}}', '0044-03-15 BC'), (NULL, NULL, 'infinity')",
                "CREATE TABLE single (n int)",
                "INSERT INTO single VALUES (1), (NULL)",
                "CREATE TABLE lone (net inet)",
                "INSERT INTO lone VALUES ('::1'), (NULL)",
                "CREATE TABLE nothing (b bytea)",
                "INSERT INTO nothing VALUES ('x'), (NULL)");
        try (Connection admin = RDS.instance("prod-analytics").adminConnection(DB);
                PreparedStatement insert = admin.prepareStatement(
                        "INSERT INTO \"the zoo\".random VALUES (?, ?, NULLIF(?, ''), ARRAY[?, NULL])")) {
            List<String> random = HostileText.strings(2000);
            for (int i = 0; i < random.size(); i++) {
                insert.setInt(1, i);
                for (int parameter = 2; parameter <= 4; parameter++) {
                    insert.setString(parameter, random.get(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
        PostgresqlZoo.admin(
                DB,
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC",
                "GRANT SELECT ON ALL TABLES IN SCHEMA \"the zoo\" TO PUBLIC");
    }

    @AfterAll
    static void drop() throws SQLException {
        PostgresqlZoo.drop(DB);
        PostgresqlZoo.admin("postgres", "DROP ROLE " + LOADER);
    }

    private Path export(String database, String name, String... options) {
        Path out = folder.resolve(name);
        List<String> words =
                new ArrayList<>(List.of("export", "prod-analytics", database, "--all", "--out", out.toString()));
        words.addAll(List.of(options));
        Ended ended = run(words.toArray(String[]::new));
        assertThat(ended.exit()).describedAs(ended.err()).isZero();
        return out;
    }

    private void load(Path out, String database) throws Exception {
        PostgresqlZoo.admin("postgres", "CREATE DATABASE " + database);
        try (Connection admin = RDS.instance("prod-analytics").adminConnection(database)) {
            URI server = URI.create(admin.getMetaData().getURL().substring("jdbc:".length()));
            String address = "host=" + server.getHost() + " port=" + server.getPort() + " user=" + LOADER + " dbname="
                    + database;
            Programs.run(
                    out,
                    List.of(Programs.psql(), "-X", "-q", "-w", "-d", address, "-f", "load.postgresql.sql"),
                    Map.of("PGPASSWORD", PASSWORD));
        }
        PostgresqlZoo.admin(
                database,
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC",
                "DO $$ BEGIN IF EXISTS (SELECT FROM pg_namespace WHERE nspname = 'the zoo') THEN GRANT USAGE ON SCHEMA \"the"
                        + " zoo\" TO PUBLIC; GRANT SELECT ON ALL TABLES IN SCHEMA \"the zoo\" TO PUBLIC; END IF; END $$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--jobs=2", "--gzip", "--zstd", "--null-text=\\N"})
    void everyTypeAndNameComesBack(String option) throws Exception {
        Path first = export(DB, "first", "--load-script=postgresql", option);
        try {
            load(first, "loaded");
            Path second = export("loaded", "second", option);

            JsonNode before = manifest(first).path("tables");
            JsonNode after = manifest(second).path("tables");
            assertThat(before).hasSize(6);
            for (int table = 0; table < before.size(); table++) {
                JsonNode was = before.path(table);
                JsonNode is = after.path(table);
                assertThat(is.path("name")).isEqualTo(was.path("name"));
                assertThat(is.path("rows")).isEqualTo(was.path("rows"));
                if (option.startsWith("--jobs")) {
                    assertThat(Files.readString(second.resolve(is.path("file").asText())))
                            .isEqualTo(Files.readString(
                                    first.resolve(was.path("file").asText())));
                }
                assertThat(is.path("sha256")).isEqualTo(was.path("sha256"));
                for (int column = 0; column < was.path("columns").size(); column++) {
                    String type = was.path("columns").path(column).path("type").asText();
                    if (!type.matches(".*[.].*|reg.*|jsonb?\\[]")) {
                        assertThat(is.path("columns").path(column))
                                .isEqualTo(was.path("columns").path(column));
                    }
                }
            }
        } finally {
            PostgresqlZoo.drop("loaded");
        }
    }

    /** Types that a query may have and no table, and types whose schema a query's own path would hide. */
    @Test
    void whatAQueryReturnsComesBack() throws Exception {
        PostgresqlZoo.admin(DB, "CREATE TYPE public.shade AS ENUM ('dark', 'light, bright')");
        Path out = folder.resolve("query");
        Ended ended = run(
                "export",
                "prod-analytics",
                DB,
                "--query",
                "odd=SELECT pg_sleep(0) AS v, 'c'::cstring AS c, 'light, bright'::shade AS s, ARRAY['dark']::shade[] AS a,"
                        + " (SELECT most_common_vals FROM pg_stats WHERE false) AS m",
                "--load-script=postgresql",
                "--out",
                out.toString());
        assertThat(ended.exit()).describedAs(ended.err()).isZero();
        try {
            load(out, "loaded");
            assertThat(LocalProgram.bytes("export", "prod-analytics", "loaded", "odd", "--out", "-"))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(Files.readString(out.resolve("odd.csv")));
        } finally {
            PostgresqlZoo.drop("loaded");
        }
    }

    @ParameterizedTest
    @CsvSource({"csv,the zoo.random", "csv,'the zoo.every, type'", "jsonl,the zoo.random", "jsonl,'the zoo.every, type'"
    })
    void aPreviewShowsTheCellsOfTheExport(String format, String table) {
        assertThat(LocalProgram.bytes("preview", "prod-analytics", DB, table, "--rows", "5000", "--format", format))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(new String(
                        LocalProgram.bytes("export", "prod-analytics", DB, table, "--out", "-", "--format", format),
                        StandardCharsets.UTF_8));
    }

    /** MySQL's and MariaDB's names have 64 characters, PostgreSQL's 63 bytes. */
    @Test
    void namesThatAreTooLongForPostgresqlAreToldApart() throws Exception {
        String name = "é".repeat(63);
        try (Connection admin = LocalFamily.admin("prod-orders");
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE DATABASE loaded_from CHARACTER SET utf8mb4");
            statement.execute("USE loaded_from");
            try {
                for (int table = 1; table <= 2; table++) {
                    statement.execute("CREATE TABLE `" + name + table + "` AS SELECT " + table + " AS `" + name + "1`, "
                            + (table + 2) + " AS `" + name + "2`");
                }
                Path out = folder.resolve("family");
                Ended ended = LocalFamily.run(
                        folder,
                        "export",
                        "prod-orders",
                        "loaded_from",
                        "--all",
                        "--load-script=postgresql",
                        "--out",
                        out.toString());
                assertThat(ended.exit()).describedAs(ended.err()).isZero();
                load(out, "loaded");
                String cut = "é".repeat(31);
                String numbered = "é".repeat(30) + "_2";
                Path second = export("loaded", "second");
                assertThat(Files.readString(second.resolve("public." + cut + ".csv")))
                        .isEqualTo(cut + "," + numbered + "\n1,3\n");
                assertThat(Files.readString(second.resolve("public." + numbered + ".csv")))
                        .isEqualTo(cut + "," + numbered + "\n2,4\n");
            } finally {
                statement.execute("DROP DATABASE loaded_from");
                PostgresqlZoo.drop("loaded");
            }
        }
    }

    @Test
    void whatTheFamilyExportsComesBack() throws Exception {
        try (Connection admin = LocalFamily.admin("prod-orders");
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE DATABASE loaded_from CHARACTER SET utf8mb4");
            statement.execute("USE loaded_from");
            try {
                statement.execute("CREATE TABLE `odd \"t\"` (id bigint unsigned, k tinyint(1), ku tinyint unsigned, n"
                        + " decimal(12,2), big decimal(65,30), d double, f float, s text, v char(9), day date, stamp"
                        + " datetime(6), y year, bits bit(64), span time(6), j json, e enum('a','b'))");
                statement.execute("INSERT INTO `odd \"t\"` VALUES (18446744073709551615, 2, 255, -1.50, 0.1, 0.1, 0.1,"
                        + " '', 'a', '2024-02-29', '2024-02-29 13:14:15.123456', 2024, b'"
                        + "1".repeat(64)
                        + "', '-838:59:58.999999', '{\"a\": 1}', 'b'), (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
                        + " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
                statement.execute("CREATE TABLE fourminds_load AS SELECT 1 AS `new\nline`");
                Path out = folder.resolve("family");
                Ended ended = LocalFamily.run(
                        folder,
                        "export",
                        "prod-orders",
                        "loaded_from",
                        "--all",
                        "--load-script=postgresql",
                        "--out",
                        out.toString());
                assertThat(ended.exit()).describedAs(ended.err()).isZero();
                load(out, "loaded");
                Path second = export("loaded", "second");
                assertThat(Files.readString(second.resolve("public.odd %22t%22.csv")))
                        .isEqualTo(Files.readString(out.resolve("odd %22t%22.csv")));
                // The name under which the script itself keeps rows for a while.
                assertThat(Files.readString(second.resolve("public.fourminds_load_2.csv")))
                        .isEqualTo(Files.readString(out.resolve("fourminds_load.csv")));
            } finally {
                statement.execute("DROP DATABASE loaded_from");
                PostgresqlZoo.drop("loaded");
            }
        }
    }
}
