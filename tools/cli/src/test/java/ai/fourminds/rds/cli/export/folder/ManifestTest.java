package ai.fourminds.rds.cli.export.folder;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.export.ExportOptions;
import ai.fourminds.rds.cli.export.TableReport;
import ai.fourminds.rds.cli.export.file.Compression;
import ai.fourminds.rds.plugin.export.TableSubset;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestTest {
    private static final String HOSTILE = "we \"quote\" %s\n📦";

    private static Manifest manifest(TableReport... tables) {
        return new Manifest(
                "fourminds-rds",
                "1.0",
                false,
                "prod-analytics",
                "us-east-1",
                "sales",
                "postgres",
                "one-snapshot",
                "2026-01-02T03:04:05Z",
                "2026-01-02T03:05:05Z",
                50_000,
                new ExportOptions(List.of("--all"), false, "\\N", Compression.ZSTD, "csv"),
                List.of(tables));
    }

    private static TableReport exported() {
        return new TableReport(
                "public." + HOSTILE,
                "public",
                HOSTILE,
                null,
                "view",
                new TableSubset(List.of("id"), "id > 1", 7),
                "file.csv",
                2,
                true,
                true,
                false,
                null,
                20,
                55L,
                "ab",
                7,
                "2026-01-02T03:04:05.000006Z",
                List.of(new TableReport.Column("id", "integer", "int32")),
                List.of(new TableReport.Dropped("photo", "bytea", "binary")),
                TableReport.Status.EXPORTED,
                null,
                null,
                null);
    }

    private static TableReport timedOut() {
        return new TableReport(
                "slow",
                null,
                "slow",
                null,
                "table",
                null,
                null,
                0,
                false,
                false,
                false,
                9L,
                0,
                null,
                null,
                7,
                null,
                List.of(),
                List.of(),
                TableReport.Status.TIMED_OUT,
                "timed out after 120 s",
                null,
                null);
    }

    @Test
    void namesItsFieldsAsTheContractDoes() throws Exception {
        JsonNode json =
                new ObjectMapper().readTree(manifest(exported(), timedOut()).toJson());
        assertThat(json.fieldNames())
                .toIterable()
                .contains("instance", "database", "engine", "consistency", "startedAt", "finishedAt", "toolVersion");
        JsonNode table = json.path("tables").path(0);
        assertThat(table.fieldNames())
                .toIterable()
                .contains(
                        "file",
                        "rows",
                        "truncated",
                        "rowSecurity",
                        "estimatedRows",
                        "bytes",
                        "sha256",
                        "durationMillis",
                        "columns",
                        "droppedColumns",
                        "status",
                        "error");
        assertThat(table.path("status").asText()).isEqualTo("exported");
        assertThat(table.path("estimatedRows").isNull()).isTrue();
        assertThat(table.path("table").asText()).isEqualTo(HOSTILE);
        assertThat(json.path("tables").path(1).path("status").asText()).isEqualTo("timed-out");
    }

    @Test
    void readsBackWhatItWrote() throws Exception {
        Manifest manifest = manifest(exported(), timedOut());
        assertThat(Manifest.parse(manifest.toJson())).isEqualTo(manifest);
    }

    @Test
    void isCompleteOnlyWhenEveryTableIsThere() {
        assertThat(manifest(exported()).complete()).isTrue();
        assertThat(manifest(exported(), timedOut()).complete()).isFalse();
    }
}
