package ai.fourminds.rds.spark;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The manifests of both exports of one database have the same members, and say the same of the tables. */
@ExtendWith(ClusterExtension.class)
class ManifestMembersTest {

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
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "-Dfourminds.rds.trust=url",
                "ai.fourminds.rds.cli.Main",
                "export",
                "prod-analytics",
                "described",
                "--all",
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
