package ai.fourminds.rds.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.TableSubset;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
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
                new ExportOptions(List.of("--all"), false, "\\N", "auto", Compression.ZSTD, "csv"),
                List.of(tables));
    }

    private static TableReport exported() {
        return exported(HOSTILE);
    }

    private static TableReport exported(String table) {
        return new TableReport(
                "public." + table,
                "public",
                table,
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
                null,
                List.of());
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
                null,
                List.of());
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

    /** Programs read these files: a member that comes, goes or moves is a change that they notice. */
    @Test
    void isWrittenByteForByteAsEver() throws Exception {
        assertThat(new String(manifest(exported("a")).toJson(), StandardCharsets.UTF_8))
                .isEqualTo("""
                        {
                          "tool" : "fourminds-rds",
                          "toolVersion" : "1.0",
                          "demo" : false,
                          "instance" : "prod-analytics",
                          "region" : "us-east-1",
                          "database" : "sales",
                          "engine" : "postgres",
                          "consistency" : "one-snapshot",
                          "startedAt" : "2026-01-02T03:04:05Z",
                          "finishedAt" : "2026-01-02T03:05:05Z",
                          "maxRows" : 50000,
                          "options" : {
                            "selection" : [ "--all" ],
                            "guardFormulas" : false,
                            "nullText" : "\\\\N",
                            "geometry" : "auto",
                            "compression" : "zstd",
                            "format" : "csv"
                          },
                          "tables" : [ {
                            "name" : "public.a",
                            "schema" : "public",
                            "table" : "a",
                            "query" : null,
                            "kind" : "view",
                            "subset" : {
                              "columns" : [ "id" ],
                              "where" : "id > 1",
                              "sample" : 7
                            },
                            "file" : "file.csv",
                            "rows" : 2,
                            "truncated" : true,
                            "rowSecurity" : true,
                            "columnPrivileges" : false,
                            "estimatedRows" : null,
                            "bytes" : 20,
                            "uncompressedBytes" : 55,
                            "sha256" : "ab",
                            "durationMillis" : 7,
                            "snapshot" : "2026-01-02T03:04:05.000006Z",
                            "columns" : [ {
                              "name" : "id",
                              "type" : "integer",
                              "cells" : "int32"
                            } ],
                            "droppedColumns" : [ {
                              "name" : "photo",
                              "type" : "bytea",
                              "reason" : "binary"
                            } ],
                            "status" : "exported",
                            "error" : null,
                            "earlierFile" : null,
                            "note" : null
                          } ]
                        }
                        """);
    }

    @Test
    void aTableInAFolderOfFilesListsThem() throws Exception {
        List<TableReport.Part> parts =
                List.of(new TableReport.Part("part-00000.csv", 3L, 20, "ab"), new TableReport.Part("x", null, 1, null));
        TableInfo table = new TableInfo(new TableName("public", "a"), 9, 2, 0);
        TableReport report = TableReport.exported(
                ExportTask.of(table, TableSubset.ALL, "public.a"),
                new ExportResult(3, false, List.of(), List.of()),
                parts,
                7);

        JsonNode json = new ObjectMapper().readTree(report.toJson());

        assertThat(json.path("parts")).isEqualTo(new ObjectMapper().readTree("""
                [{"file": "part-00000.csv", "rows": 3, "bytes": 20, "sha256": "ab"},
                 {"file": "x", "rows": null, "bytes": 1, "sha256": null}]"""));
        assertThat(json.path("bytes").asLong()).isEqualTo(21);
        assertThat(TableReport.parse(report.toJson())).isEqualTo(report);
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
