package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.manifest;
import static ai.fourminds.rds.cli.LocalProgram.run;
import static ai.fourminds.rds.cli.PostgresqlZoo.admin;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.FileFormat;
import ai.fourminds.rds.export.FileNames;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL databases whose defaults, encodings and policies are all against an export. */
class HostileDatabaseTest {
    private static final String USER = "fourminds_iam_user";
    private static final String ZOO = "the zoo.every, type";

    @TempDir
    Path folder;

    @BeforeAll
    static void create() throws SQLException {
        PostgresqlZoo.create(
                "friendly",
                "CREATE SCHEMA trap",
                "GRANT USAGE ON SCHEMA trap TO PUBLIC",
                "CREATE FUNCTION trap.to_jsonb(anyelement) RETURNS jsonb LANGUAGE sql AS $$ SELECT '\"trap\"'::jsonb"
                        + " $$",
                "CREATE FUNCTION trap.to_json(anyelement) RETURNS json LANGUAGE sql AS $$ SELECT '\"trap\"'::json $$",
                "CREATE FUNCTION trap.equals(int, int) RETURNS boolean LANGUAGE sql AS $$ SELECT false $$",
                "CREATE OPERATOR trap.= (LEFTARG = int, RIGHTARG = int, FUNCTION = trap.equals)",
                "CREATE AGGREGATE trap.count(*) (SFUNC = int8inc, STYPE = int8, INITCOND = '1000')",
                "CREATE FUNCTION trap.never(name, name) RETURNS boolean LANGUAGE sql AS $$ SELECT false $$",
                "CREATE OPERATOR trap.<> (LEFTARG = name, RIGHTARG = name, FUNCTION = trap.never)",
                "CREATE TABLE public.mine (id int, owner text)",
                "INSERT INTO public.mine VALUES (1, 'fourminds_iam_user'), (2, 'another'), (3, 'fourminds_iam_user')",
                "GRANT SELECT ON public.mine TO PUBLIC",
                "CREATE TABLE public.bare ()",
                "INSERT INTO public.bare DEFAULT VALUES",
                "INSERT INTO public.bare DEFAULT VALUES",
                "GRANT SELECT ON public.bare TO PUBLIC");
        makeHostile();
    }

    private static void makeHostile() throws SQLException {
        admin("postgres", "CREATE DATABASE hostile TEMPLATE friendly");
        admin(
                "hostile",
                Stream.of(
                                "timezone = 'Asia/Kathmandu'",
                                "datestyle = 'SQL, DMY'",
                                "intervalstyle = 'iso_8601'",
                                "extra_float_digits = -15",
                                "bytea_output = 'escape'",
                                "lc_monetary = 'C.utf8'",
                                "standard_conforming_strings = off",
                                "search_path = trap, pg_catalog, public",
                                "default_transaction_isolation = 'serializable'",
                                "default_transaction_read_only = on",
                                "default_transaction_deferrable = on",
                                "statement_timeout = '1s'",
                                "idle_in_transaction_session_timeout = '1s'",
                                "xmloption = 'document'",
                                "xmlbinary = 'hex'",
                                "quote_all_identifiers = on",
                                "transform_null_equals = on",
                                "array_nulls = off",
                                "row_security = off",
                                "enable_seqscan = off",
                                "client_min_messages = 'debug5'",
                                "default_text_search_config = 'simple'",
                                "lc_messages = 'C'")
                        .map(setting -> "ALTER DATABASE hostile SET " + setting)
                        .toArray(String[]::new));
        admin(
                "postgres",
                "ALTER ROLE " + USER + " IN DATABASE hostile SET client_encoding = 'LATIN1'",
                "ALTER ROLE " + USER + " IN DATABASE hostile SET datestyle = 'German'");
    }

    @AfterAll
    static void drop() throws SQLException {
        admin("postgres", "ALTER ROLE " + USER + " IN DATABASE hostile RESET ALL");
        PostgresqlZoo.drop("friendly");
        PostgresqlZoo.drop("hostile");
    }

    private Path export(String database, String... words) {
        Path out = folder.resolve(database);
        Ended ended = run(Stream.concat(
                        Stream.of("export", "prod-analytics", database, "--out", out.toString()), Stream.of(words))
                .toArray(String[]::new));
        assertThat(ended.exit()).describedAs(ended.err()).isZero();
        return out;
    }

    @Test
    void defaultsOfTheDatabaseAndTheRoleChangeNoByte() throws Exception {
        Path friendly = export("friendly", ZOO).resolve(PostgresqlZoo.FILE);
        Path hostile = export("hostile", ZOO).resolve(PostgresqlZoo.FILE);

        assertThat(hostile).hasSameBinaryContentAs(friendly);
        assertThat(Files.readString(hostile)).doesNotContain("trap");
    }

    @Test
    void listingsSayTheSame() throws Exception {
        for (String values : List.of("qualifiedName", "columns")) {
            assertThat(tables("hostile").findValuesAsText(values))
                    .isNotEmpty()
                    .isEqualTo(tables("friendly").findValuesAsText(values));
        }
    }

    private static JsonNode tables(String database) throws Exception {
        return run("tables", "prod-analytics", database, "--filter", "the zoo.", "--format", "json")
                .json();
    }

    @Test
    void theDatabasesStatementTimeoutIsNotTheExports() {
        export("hostile", "--query", "SELECT pg_sleep(1.2)");
    }

    @Test
    void rowsThatAPolicyHidesAreFlagged() throws Exception {
        for (String database : new String[] {"friendly", "hostile"}) {
            admin(
                    database,
                    "SET default_transaction_read_only = off",
                    "SET search_path = public",
                    "ALTER TABLE public.mine ENABLE ROW LEVEL SECURITY",
                    "CREATE POLICY own ON public.mine USING (owner = current_user)");
            Path out = export(database, "public.mine", "public.bare");
            JsonNode tables = manifest(out).path("tables");

            assertThat(out.resolve("public.mine.csv"))
                    .hasContent("id,owner\n1,fourminds_iam_user\n3,fourminds_iam_user\n");
            assertThat(tables.path(0).path("rowSecurity").asBoolean()).isTrue();
            assertThat(tables.path(0).path("note").asText()).contains("row security");
            assertThat(tables.path(1).path("rowSecurity").asBoolean()).isFalse();
            assertThat(tables.path(1).path("rows").asInt()).isEqualTo(2);
            assertThat(tables.path(1).path("note").asText()).isEqualTo("no exportable columns");
        }
        assertThat(run("export", "prod-analytics", "friendly", "public.mine", "--out", "-")
                        .err())
                .contains("public.mine: row security: only the rows that this user may see");
    }

    @Test
    void tablesOfEveryKindAreExportedOnceAndWhole() throws Exception {
        admin(
                "friendly",
                "CREATE SCHEMA odd",
                "GRANT USAGE ON SCHEMA odd TO PUBLIC",
                "CREATE TABLE odd.parent (id int, gone int, twice int GENERATED ALWAYS AS (id * 2) STORED)",
                "ALTER TABLE odd.parent DROP COLUMN gone",
                "CREATE TABLE odd.child (extra text) INHERITS (odd.parent)",
                "INSERT INTO odd.parent (id) VALUES (1)",
                "INSERT INTO odd.child (id, extra) VALUES (2, 'x')",
                "CREATE UNLOGGED TABLE odd.unlogged AS SELECT 1 AS a",
                "CREATE TABLE odd.split (k int) PARTITION BY LIST (k)",
                "CREATE TABLE odd.split_1 PARTITION OF odd.split FOR VALUES IN (1)",
                "INSERT INTO odd.split VALUES (1)",
                "CREATE TYPE odd.shape AS (a int, b text, j json)",
                "CREATE DOMAIN odd.small AS int CHECK (VALUE < 10)",
                "CREATE TYPE odd.smalls AS RANGE (subtype = odd.small)",
                "CREATE TABLE odd.shapes (s odd.shape, l odd.shape[], r odd.smalls)",
                "INSERT INTO odd.shapes VALUES ((1, 'x', '{}'), ARRAY[(1, 'y', '[0]')::odd.shape], '[1,3)')",
                "ALTER TYPE odd.shape DROP ATTRIBUTE a CASCADE",
                "CREATE VIEW odd.seen AS SELECT 1 AS one",
                "CREATE MATERIALIZED VIEW odd.kept AS SELECT 1 AS one",
                "GRANT SELECT ON ALL TABLES IN SCHEMA odd TO PUBLIC");

        Path out = export("friendly", "--include", "odd.*");

        assertThat(LocalProgram.files(out))
                .containsExactly(
                        "export.json",
                        "odd.child.csv",
                        "odd.parent.csv",
                        "odd.shapes.csv",
                        "odd.split.csv",
                        "odd.unlogged.csv");
        assertThat(out.resolve("odd.parent.csv")).hasContent("id,twice\n1,2\n");
        assertThat(out.resolve("odd.child.csv")).hasContent("id,twice,extra\n2,4,x\n");
        assertThat(out.resolve("odd.split.csv")).hasContent("k\n1\n");
        assertThat(out.resolve("odd.shapes.csv"))
                .hasContent("s,l,r\n\"(x,{})\",\"[{\"\"b\"\":\"\"y\"\",\"\"j\"\":[0]}]\",\"[1,3)\"\n");
    }

    @Test
    void otherEncodingsBecomeUtf8() throws Exception {
        admin("postgres", "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'");
        try {
            admin(
                    "latin",
                    "CREATE TABLE \"größe\" (\"naïve\" text, a text[], j jsonb)",
                    "INSERT INTO \"größe\" VALUES ('Straße, £', '{é}', '{\"ü\": \"ÿ\"}'), (E'\\u00a0x', NULL, NULL)",
                    "GRANT SELECT ON \"größe\" TO PUBLIC");
            // Without a locale the JVM's file names are ASCII, and the umlaut is escaped.
            String file = FileNames.ofPlatform(FileFormat.CSV, Compression.NONE)
                    .assign(List.of("public.größe"))
                    .get(0);
            assertThat(export("latin", "--all").resolve(file))
                    .usingCharset(StandardCharsets.UTF_8)
                    .hasContent("naïve,a,j\n\"Straße, £\",\"[\"\"é\"\"]\",\"{\"\"ü\"\": \"\"ÿ\"\"}\"\n\"\u00a0x\",,\n");
        } finally {
            PostgresqlZoo.drop("latin");
        }
    }

    @Test
    void bytesWithoutAnEncodingFailNothing() throws Exception {
        admin(
                "postgres",
                "CREATE DATABASE bytes TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C'");
        try {
            admin(
                    "bytes",
                    "CREATE TABLE mixed (id int, t text)",
                    "INSERT INTO mixed VALUES (1, 'Größe 📦'), (2, convert_from('\\x47f6df65', 'SQL_ASCII')), (3,"
                            + " convert_from('\\xe2ff78a0', 'SQL_ASCII')), (4, convert_from('\\xf09f93', 'SQL_ASCII'))",
                    "CREATE TABLE clean AS SELECT 'é' AS t",
                    "GRANT SELECT ON mixed, clean TO PUBLIC");
            Path out = export("bytes", "public.mixed", "public.clean");
            assertThat(out.resolve("public.mixed.csv"))
                    .usingCharset(StandardCharsets.UTF_8)
                    .hasContent("id,t\n1,Größe 📦\n2,Göße\n3,\"âÿx\u00a0\"\n4,\"\u00f0\u009f\u0093\"\n");
            assertThat(manifest(out).path("tables").path(0).path("note").asText())
                    .contains("read as ISO 8859-1");
            assertThat(manifest(out).path("tables").path(1).path("note").isNull())
                    .isTrue();
            assertThat(run("preview", "prod-analytics", "bytes", "public.mixed").out())
                    .contains("Göße");
        } finally {
            PostgresqlZoo.drop("bytes");
        }
    }
}
