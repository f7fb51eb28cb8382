package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.files;
import static ai.fourminds.rds.cli.LocalProgram.manifest;
import static ai.fourminds.rds.cli.LocalProgram.run;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import com.fasterxml.jackson.databind.JsonNode;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the files of an export look like, by its options. */
class ExportFormEndToEndTest {
    @TempDir
    Path folder;

    private static byte[] unpacked(String option, byte[] bytes) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes);
        try (InputStream unpacked = option.equals("--gzip") ? new GZIPInputStream(in) : new ZstdInputStream(in)) {
            return unpacked.readAllBytes();
        }
    }

    @ParameterizedTest
    @CsvSource({"--gzip,.gz", "--zstd,.zst"})
    void aCompressedFileHoldsTheSameCsv(String option, String ending) throws Exception {
        Path plain = folder.resolve("plain");
        Path out = folder.resolve("out");
        assertThat(run("export", "prod-analytics", "sales", "public.orders", "--out", plain.toString())
                        .exit())
                .isZero();
        assertThat(run("export", "prod-analytics", "sales", "public.orders", option, "--out", out.toString())
                        .exit())
                .isZero();
        byte[] csv = Files.readAllBytes(plain.resolve("public.orders.csv"));
        assertThat(files(out)).containsExactly("export.json", "public.orders.csv" + ending);
        byte[] packed = Files.readAllBytes(out.resolve("public.orders.csv" + ending));
        assertThat(unpacked(option, packed)).isEqualTo(csv);
        JsonNode table = manifest(out).path("tables").path(0);
        assertThat(table.path("file").asText()).isEqualTo("public.orders.csv" + ending);
        assertThat(table.path("bytes").asLong()).isEqualTo(packed.length).isLessThan(csv.length / 2);
        assertThat(table.path("uncompressedBytes").asLong()).isEqualTo(csv.length);
        assertThat(table.path("sha256").asText())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(packed)));
        assertThat(manifest(plain)
                        .path("tables")
                        .path(0)
                        .path("uncompressedBytes")
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--gzip", "--zstd"})
    void aCompressedFileIsNotOverwritten(String option) {
        String[] export = {"export", "prod-analytics", "sales", "crm.labels", option, "--out", folder.toString()};
        assertThat(run(export).exit()).isZero();
        assertThat(run(export).exit()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--gzip", "--zstd"})
    void standardOutputIsCompressedToo(String option) throws Exception {
        String[] export = {"export", "prod-analytics", "sales", "public.orders", "--out", "-"};
        byte[] packed = LocalProgram.bytes(
                "export", "prod-analytics", "sales", "public.orders", option, "--max-rows", "50000", "--out", "-");
        assertThat(unpacked(option, packed)).isEqualTo(LocalProgram.bytes(export));
    }

    @Test
    void twoCompressionsAreOneTooMany() {
        Ended ended = run("export", "prod-analytics", "sales", "--all", "--gzip", "--zstd", "--out", folder.toString());
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("--gzip and --zstd exclude each other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "|,x,\"\",NULL,\\N",
                "NULL|NULL,x,\"\",\"NULL\",\\N",
                "\\N|\\N,x,\"\",NULL,\"\\N\"",
                "#N/A 'it''s' %s 📦|#N/A 'it''s' %s 📦,x,\"\",NULL,\\N"
            })
    void nullIsWrittenAsAsked(String text, String row) throws Exception {
        Ended ended = run(
                "export",
                "prod-analytics",
                "sales",
                "--query",
                "SELECT NULL::text AS a, 'x' AS b, '' AS c, 'NULL' AS d, E'\\\\N' AS e",
                "--null-text",
                text == null ? "" : text,
                "--out",
                folder.toString());
        assertThat(ended.exit()).isZero();
        assertThat(Files.readString(folder.resolve("query.csv"))).isEqualTo("a,b,c,d,e\n" + row + "\n");
        assertThat(manifest(folder).path("options").path("nullText").asText()).isEqualTo(text == null ? "" : text);
    }

    @Test
    void nullAndTheEmptyStringDifferInOneColumnOnlyWithATextForNull() throws Exception {
        String query = "SELECT * FROM (VALUES (NULL), (''), (E'a\nb'), ('-'), ('=1')) AS v(c)";
        assertThat(run("export", "prod-analytics", "sales", "--query", query, "--out", "-")
                        .out())
                .isEqualTo("c\n\"\"\n\"\"\n\"a\nb\"\n-\n=1\n");
        String guarded = run(
                        "export",
                        "prod-analytics",
                        "sales",
                        "--query",
                        query,
                        "--null-text",
                        "-",
                        "--guard-formulas",
                        "--out",
                        "-")
                .out();
        assertThat(guarded).isEqualTo("c\n-\n\"\"\n\"a\nb\"\n\"'-\"\n'=1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "\"", "a\nb", "\r", "\\."})
    void aTextThatWouldNotReadBackIsRefused(String text) {
        Ended ended =
                run("export", "prod-analytics", "sales", "crm.labels", "--null-text", text, "--out", folder.toString());
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("--null-text", "Give another text");
        assertThat(folder).isEmptyDirectory();
    }
}
