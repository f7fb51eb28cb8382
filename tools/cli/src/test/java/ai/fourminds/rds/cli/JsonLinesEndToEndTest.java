package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.files;
import static ai.fourminds.rds.cli.LocalProgram.manifest;
import static ai.fourminds.rds.cli.LocalProgram.run;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code export --format jsonl}. */
class JsonLinesEndToEndTest {
    @TempDir
    Path folder;

    private static Ended export(String... options) {
        List<String> words = new ArrayList<>(List.of("export", "prod-analytics", "sales"));
        words.addAll(List.of(options));
        return run(words.toArray(String[]::new));
    }

    @Test
    void aQuerysRowsAreObjects() {
        String sql = "SELECT 1 AS a, 'x' AS b, NULL AS c, true AS d, '{\"k\": 1.10}'::json AS e, 'NaN'::float8 AS f,"
                + " ARRAY[1, NULL] AS g";
        Ended ended = export("--query", sql, "--out", "-", "--format", "jsonl");

        assertThat(ended.out())
                .isEqualTo("{\"a\":1,\"b\":\"x\",\"c\":null,\"d\":true,\"e\":{\"k\": 1.10},\"f\":\"NaN\","
                        + "\"g\":[1, null]}\n");
    }

    @Test
    void namesThatComeTwiceFailTheQuery() {
        Ended ended = export("--query", "SELECT 1 AS a, 2 AS a", "--out", "-", "--format", "jsonl");

        assertThat(ended.exit()).isNotZero();
        assertThat(ended.err()).contains("two columns are named \"a\"", "export CSV");
    }

    @Test
    void theCapHoldsAndAnExportIsResumedInItsOwnFormatOnly() throws Exception {
        String[] words = {"public.orders", "--max-rows=3", "--gzip", "--format=jsonl", "--out=" + folder};
        assertThat(export(words).exit()).isZero();
        assertThat(files(folder)).contains("export.json", "public.orders.jsonl.gz");
        assertThat(manifest(folder).path("tables").path(0).path("rows").asInt()).isEqualTo(3);
        assertThat(manifest(folder).path("tables").path(0).path("truncated").asBoolean())
                .isTrue();
        Files.delete(folder.resolve("public.orders.jsonl.gz"));

        assertThat(export("public.orders", "--max-rows=3", "--gzip", "--resume", "--out=" + folder)
                        .err())
                .contains("it differs in the files' format");
        List<String> again = new ArrayList<>(List.of(words));
        again.add("--resume");
        assertThat(export(again.toArray(String[]::new)).exit()).isZero();
        assertThat(files(folder)).contains("export.json", "public.orders.jsonl.gz");
        assertThat(export(words).err()).contains("public.orders.jsonl.gz");
    }

    @Test
    void whatOnlyCsvHasIsRefused() {
        assertThat(export("public.orders", "--null-text=x", "--format=jsonl", "--out=" + folder)
                        .err())
                .contains("--format jsonl goes with neither --null-text nor --guard-formulas");
    }

    @Test
    void listingsAreOneObjectALine() {
        assertThat(run("databases", "prod-analytics", "--format", "jsonl").out())
                .contains("{\"name\":\"sales\"}\n");
    }
}
