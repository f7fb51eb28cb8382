package ai.fourminds.rds.spark.write;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.ExportOptions;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.catalogue.CellType;
import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.TableSubset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestJsonTest {

    private static ExportTask task(String schema, String name, String file) {
        return ExportTask.of(new TableInfo(new TableName(schema, name), 9, 2, 0), TableSubset.ALL, file);
    }

    private static Manifest manifest() {
        ExportResult result = new ExportResult(
                3,
                false,
                List.of(new ExportedColumn("id", "integer", CellType.INT32)),
                List.of(new DroppedColumn("raw", "bytea", "binary")));
        List<TableReport.Part> parts = List.of(new TableReport.Part("part-00000.csv", 3L, 20, "ab"));
        return new Manifest(
                "fourminds-rds-spark",
                "0.1",
                false,
                "prod-analytics",
                "us-east-1",
                "sales",
                "postgres",
                "one-snapshot",
                "2026-01-02T03:04:05Z",
                "2026-01-02T03:05:05Z",
                0,
                new ExportOptions(List.of("--all"), false, "\\N", Compression.GZIP, "csv"),
                List.of(
                        TableReport.exported(task("public", "a", "public.a.csv"), result, parts, 7),
                        TableReport.unfinished(task(null, "b", "b.csv"), TableReport.Status.FAILED, "broken", 7)));
    }

    /** Programs read these files: a member that comes, goes or moves is a change that they notice. */
    @Test
    void isWrittenByteForByteAsEver() throws IOException {
        assertThat(new String(ManifestJson.of(manifest()), StandardCharsets.UTF_8))
                .isEqualTo("""
                        {
                          "tool" : "fourminds-rds-spark",
                          "toolVersion" : "0.1",
                          "demo" : false,
                          "instance" : "prod-analytics",
                          "region" : "us-east-1",
                          "database" : "sales",
                          "engine" : "postgres",
                          "consistency" : "one-snapshot",
                          "startedAt" : "2026-01-02T03:04:05Z",
                          "finishedAt" : "2026-01-02T03:05:05Z",
                          "maxRows" : 0,
                          "options" : {
                            "selection" : [ "--all" ],
                            "guardFormulas" : false,
                            "nullText" : "\\\\N",
                            "compression" : "gzip",
                            "format" : "csv"
                          },
                          "tables" : [ {
                            "name" : "public.a",
                            "schema" : "public",
                            "table" : "a",
                            "query" : null,
                            "file" : "public.a.csv",
                            "rows" : 3,
                            "truncated" : false,
                            "estimatedRows" : 9,
                            "bytes" : 20,
                            "uncompressedBytes" : null,
                            "sha256" : null,
                            "durationMillis" : 7,
                            "columns" : [ {
                              "name" : "id",
                              "type" : "integer"
                            } ],
                            "droppedColumns" : [ {
                              "name" : "raw",
                              "type" : "bytea",
                              "reason" : "binary"
                            } ],
                            "status" : "exported",
                            "error" : null,
                            "note" : null,
                            "parts" : [ {
                              "file" : "part-00000.csv",
                              "rows" : 3,
                              "bytes" : 20,
                              "sha256" : "ab"
                            } ],
                            "exported" : true
                          }, {
                            "name" : "b",
                            "schema" : null,
                            "table" : "b",
                            "query" : null,
                            "file" : null,
                            "rows" : 0,
                            "truncated" : false,
                            "estimatedRows" : 9,
                            "bytes" : 0,
                            "uncompressedBytes" : null,
                            "sha256" : null,
                            "durationMillis" : 7,
                            "columns" : [ ],
                            "droppedColumns" : [ ],
                            "status" : "failed",
                            "error" : "broken",
                            "note" : null,
                            "parts" : [ ],
                            "exported" : false
                          } ]
                        }""");
    }

    @Test
    void aRecordIsReadBackAsItsFilesSay() throws IOException {
        TableReport report = manifest().tables().get(0);

        TableReport read = ManifestJson.parse(ManifestJson.of(report), TableReport.class);

        assertThat(read.parts()).isEqualTo(report.parts());
        assertThat(read.complete()).isTrue();
        assertThat(ManifestJson.of(read)).isEqualTo(ManifestJson.of(report));
    }
}
