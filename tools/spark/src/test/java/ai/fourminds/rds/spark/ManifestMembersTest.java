package ai.fourminds.rds.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.export.TableReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests of both exports of one database have the same members, and say the same of the tables. */
@ExtendWith(ClusterExtension.class)
class ManifestMembersTest {

    private static final List<String> HOSTILE = List.of(
            "%s %d %n st*r wh?t",
            "br{a,b}c[et] {fn now()} {d '2020-01-01'}",
            "it's \"quoted\" and `ticked`",
            "<script>alert(1)</script>",
            "_hidden",
            ".dot",
            "--all",
            "a/b\\c",
            "..",
            "CON",
            "tab\tline\nfeed",
            "Case",
            "case",
            "$HOME ${x} #{y} a:b 100%25");

    private static final Set<String> OF_THE_FILES = Set.of("file", "bytes", "sha256", "durationMillis", "snapshot");

    @Test
    void sayTheSameOfTheSameTables(Cluster cluster, @TempDir Path folder) throws Exception {
        createTables(cluster);
        Exports exports = new Exports(cluster, "described", folder.resolve("spark"));
        assertThat(exports.run("prod-analytics", "--all")).as(exports.said()).isZero();
        commandLine(cluster, folder.resolve("cli"));

        JsonNode spark = manifest(folder.resolve("spark"));
        JsonNode cli = manifest(folder.resolve("cli"));

        assertThat(names(spark)).isEqualTo(names(cli));
        assertThat(spark.path("consistency")).isEqualTo(cli.path("consistency"));
        assertThat(spark.path("tables")).hasSize(4).hasSameSizeAs(cli.path("tables"));
        for (int table = 0; table < spark.path("tables").size(); table++) {
            assertThat(said(spark.path("tables").path(table)))
                    .isEqualTo(said(cli.path("tables").path(table)));
            assertThat(spark.path("tables").path(table).path("snapshot").isTextual())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod-analytics", "prod-billing"})
    void hostileNamesLeadToTheirOwnRows(String instance, Cluster cluster, @TempDir Path folder) throws Exception {
        boolean postgresql = instance.equals("prod-analytics");
        List<String> names = new ArrayList<>(HOSTILE);
        names.add(postgresql ? "\uD83D\uDE00 " + "é".repeat(29) : "漢".repeat(48));
        createNamed(cluster, instance, postgresql, names);
        Exports csv = new Exports(cluster, "named", folder.resolve("spark"));
        assertThat(csv.run(instance, "--all")).as(csv.said()).isZero();
        Exports parquet = new Exports(cluster, "named", folder.resolve("parquet"));
        assertThat(parquet.run(instance, "--all", "--file-format", "parquet"))
                .as(parquet.said())
                .isZero();

        assertThat(exported(csv, names)).containsExactlyInAnyOrderElementsOf(names);
        assertThat(exported(parquet, names)).containsExactlyInAnyOrderElementsOf(names);
        Exports some = new Exports(cluster, "named", folder.resolve("some"));
        assertThat(some.run(instance, "--all", "--include=*<script>*", "--include=*{a,b}c[et]*", "--exclude=*%s*"))
                .as(some.said())
                .isZero();
        assertThat(some.manifest().tables().stream().map(TableReport::table))
                .containsExactlyInAnyOrder("<script>alert(1)</script>", "br{a,b}c[et] {fn now()} {d '2020-01-01'}");
    }

    /** The tables of an export, each of which must hold its own number. */
    private static List<String> exported(Exports exports, List<String> names) throws IOException {
        List<String> found = new ArrayList<>();
        for (TableReport table : exports.manifest().tables()) {
            found.add(String.valueOf(table.table()));
            assertThat(exports.ids(table)).as(table.name()).containsExactly(names.indexOf(table.table()));
        }
        return found;
    }

    private static void createNamed(Cluster cluster, String instance, boolean postgresql, List<String> names)
            throws SQLException {
        cluster.admin(instance, postgresql ? "postgres" : "mysql", "CREATE DATABASE named");
        for (int number = 0; number < names.size(); number++) {
            String name = names.get(number);
            String quoted = postgresql ? '"' + name.replace("\"", "\"\"") + '"' : '`' + name.replace("`", "``") + '`';
            // The reader of these tests takes the first line for the header.
            String column = quoted.replace("\n", "");
            cluster.admin(
                    instance, "named", "CREATE TABLE " + quoted + " AS SELECT " + number + " AS id, 1 AS " + column);
        }
        cluster.admin(
                instance,
                "named",
                postgresql
                        ? "GRANT SELECT ON ALL TABLES IN SCHEMA public TO fourminds_iam_user"
                        : "GRANT SELECT ON named.* TO 'fourminds_iam_user'@'%'");
    }

    /** All that is not about the files. */
    private static Map<String, JsonNode> said(JsonNode table) {
        Map<String, JsonNode> said = new TreeMap<>();
        table.properties().stream()
                .filter(member -> !member.getKey().equals("parts"))
                .forEach(member -> said.put(
                        member.getKey(),
                        OF_THE_FILES.contains(member.getKey()) ? new ObjectMapper().nullNode() : member.getValue()));
        return said;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode manifest(Path folder) throws IOException {
        return new ObjectMapper().readTree(Files.readAllBytes(folder.resolve("export.json")));
    }

    private static void createTables(Cluster cluster) throws SQLException {
        cluster.admin("prod-analytics", "postgres", "CREATE DATABASE described");
        cluster.admin(
                "prod-analytics",
                "described",
                "CREATE TABLE plain AS SELECT 1 AS id, 'a'::text AS note, '\\x00'::bytea AS raw",
                "CREATE TABLE guarded AS SELECT n AS id FROM generate_series(1, 9) AS n",
                "ALTER TABLE guarded ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY small ON guarded USING (id < 5)",
                "CREATE TABLE columnless ()",
                "INSERT INTO columnless DEFAULT VALUES",
                "CREATE TABLE \"e m/p%ty\" (id int, at timestamptz)",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO fourminds_iam_user",
                "ANALYZE");
    }

    private static void commandLine(Cluster cluster, Path out) throws IOException, InterruptedException {
        List<String> words = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "-Dfourminds.rds.trust=url",
                "ai.fourminds.rds.cli.Main",
                "export",
                "prod-analytics",
                "described",
                "--all",
                "--connect-timeout=60s",
                "--discovery-timeout=60s",
                "--max-rows",
                "0",
                "--out",
                out.toString());
        ProcessBuilder program = new ProcessBuilder(words);
        cluster.settings()
                .forEach((name, value) -> program.environment()
                        .put(
                                "FOURMINDS_RDS_"
                                        + name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                                                .toUpperCase(Locale.ROOT),
                                value));
        Path log = out.resolveSibling("cli.log");
        program.redirectErrorStream(true).redirectOutput(log.toFile());
        Process process = program.start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(() -> text(log)).isTrue();
            assertThat(process.exitValue()).as(() -> text(log)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
