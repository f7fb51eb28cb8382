package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.files;
import static ai.fourminds.rds.cli.LocalProgram.manifest;
import static ai.fourminds.rds.cli.LocalProgram.run;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports of the sample database of a local RDS. */
class ExportEndToEndTest {
    @TempDir
    Path folder;

    @Test
    void exportWritesTheDatabaseAndItsManifest() throws Exception {
        Path out = folder.resolve("out");
        Ended ended = run(
                "export",
                "prod-analytics",
                "sales",
                "--all",
                "--exclude",
                "private.*",
                "--out",
                out.toString(),
                "--format",
                "json");
        assertThat(ended.exit()).isZero();
        JsonNode manifest = manifest(out);
        assertThat(ended.json()).isEqualTo(manifest);
        assertThat(manifest.path("consistency").asText()).isEqualTo("one-snapshot");
        List<String> named = new ArrayList<>(manifest.path("tables").findValuesAsText("file"));
        named.add("export.json");
        assertThat(files(out)).containsExactlyInAnyOrderElementsOf(named);
        for (JsonNode table : manifest.path("tables")) {
            byte[] csv = Files.readAllBytes(out.resolve(table.path("file").asText()));
            assertThat(table.path("bytes").asLong()).isEqualTo(csv.length);
            assertThat(table.path("sha256").asText())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(csv)));
        }
        assertThat(ended.err()).contains("exported  public.orders  50,000 rows", "TRUNCATED: --max-rows 0");
    }

    @Test
    void exportWithoutARowCapWritesEveryRow() throws Exception {
        Path out = folder.resolve("out");
        assertThat(run("export", "prod-analytics", "sales", "public.orders", "--max-rows", "0", "--out", out.toString())
                        .exit())
                .isZero();
        try (Stream<String> lines = Files.lines(out.resolve("public.orders.csv"))) {
            assertThat(lines.count()).isEqualTo(120_001);
        }
    }

    @Test
    void exportReplacesFilesOnlyWhenAsked() throws Exception {
        String[] export = {"export", "prod-analytics", "sales", "crm.labels", "--out", folder.toString()};
        assertThat(run(export).exit()).isZero();
        byte[] first = Files.readAllBytes(folder.resolve("crm.labels.csv"));
        Ended again = run(export);
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("crm.labels.csv", "export.json", "--overwrite");
        assertThat(run("export", "prod-analytics", "sales", "crm.labels", "--out", folder.toString(), "--overwrite")
                        .exit())
                .isZero();
        assertThat(folder.resolve("crm.labels.csv")).hasBinaryContent(first);
    }

    @Test
    void exportWritesOneTableToStandardOutput() throws Exception {
        Ended ended = run("export", "prod-analytics", "sales", "crm.labels", "--out", "-");
        assertThat(ended.exit()).isZero();
        run("export", "prod-analytics", "sales", "crm.labels", "--out", folder.toString());
        assertThat(ended.out()).isEqualTo(Files.readString(folder.resolve("crm.labels.csv")));
    }

    @Test
    void exportTakesAQuery() throws Exception {
        Ended ended = run(
                "export",
                "prod-analytics",
                "sales",
                "--query",
                "SELECT 1 AS \"a%s\", NULL::text AS b;",
                "--name",
                "my/query",
                "--out",
                folder.toString());
        assertThat(ended.exit()).isZero();
        assertThat(folder.resolve("my%2Fquery.csv")).hasContent("a%s,b\n1,");
        assertThat(manifest(folder).path("tables").path(0).path("query").asText())
                .startsWith("SELECT 1");
    }

    @Test
    void exportGoesOnAfterATableThatMayNotBeRead() throws Exception {
        Ended ended =
                run("export", "prod-analytics", "sales", "private.secrets", "crm.labels", "--out", folder.toString());
        assertThat(ended.exit()).isEqualTo(7);
        assertThat(files(folder)).containsExactly("crm.labels.csv", "export.json");
        JsonNode failed = manifest(folder).path("tables").path(0);
        assertThat(failed.path("status").asText()).isEqualTo("failed");
        assertThat(failed.path("error").asText()).contains("permission denied", "42501");
    }

    @Test
    void exportCancelsAStatementWhoseTimeIsUp() throws Exception {
        Ended ended = run(
                "export",
                "prod-analytics",
                "sales",
                "--query",
                "SELECT pg_sleep(600)",
                "--timeout",
                "1",
                "--format",
                "json",
                "--out",
                folder.toString());
        assertThat(ended.exit()).isEqualTo(7);
        assertThat(folder).isEmptyDirectory();
        assertThat(ended.json().path("tables").path(0).path("status").asText()).isEqualTo("timed-out");
        assertThat(ended.err()).contains("nothing was written");
        Ended streamed = run(
                "export", "prod-analytics", "sales", "--query", "SELECT pg_sleep(600)", "--timeout", "1", "--out", "-");
        assertThat(streamed.exit()).isEqualTo(7);
        assertThat(streamed.err()).contains("timed out after 1 s");
    }

    @Test
    void exportRefusesAQueryThatWrites() {
        Ended ended = run(
                "export",
                "prod-analytics",
                "sales",
                "--query",
                "WITH gone AS (DELETE FROM crm.labels RETURNING *) SELECT * FROM gone",
                "--out",
                folder.toString());
        assertThat(ended.exit()).isEqualTo(7);
        assertThat(run("preview", "prod-analytics", "sales", "crm.labels").out().lines())
                .hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--include nosuch*", "--include crm.* --include nosuch*", "--include crm.* --exclude crm.*"})
    void aPatternThatMatchesNothingIsAMistake(String patterns) {
        Path out = folder.resolve("nothing");
        String[] words = ("export prod-analytics sales " + patterns + " --out " + out).split(" ");
        Ended ended = run(words);
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("no table", "fourminds-rds tables prod-analytics sales");
        assertThat(out.resolve("export.json")).doesNotExist();
    }
}
