package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.RDS;
import static ai.fourminds.rds.cli.LocalProgram.files;
import static ai.fourminds.rds.cli.LocalProgram.manifest;
import static ai.fourminds.rds.cli.LocalProgram.run;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports that go on where an earlier one stopped. */
class ResumeEndToEndTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    Path folder;

    private static void admin(String sql) throws SQLException {
        try (Connection admin = RDS.instance("prod-analytics").adminConnection("sales");
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    @AfterEach
    void takeTheGrantBack() throws SQLException {
        admin(
                "REVOKE ALL ON private.secrets FROM fourminds_iam_user; REVOKE USAGE ON SCHEMA private FROM fourminds_iam_user");
    }

    private Ended export(String... more) {
        List<String> words = new ArrayList<>(List.of("export", "prod-analytics", "sales"));
        words.addAll(List.of(more));
        words.addAll(List.of("--out", folder.toString()));
        return run(words.toArray(String[]::new));
    }

    /** One table whole, one refused. */
    private void halfAnExport() throws Exception {
        assertThat(export("crm.labels", "private.secrets").exit()).isEqualTo(7);
        Files.setLastModifiedTime(folder.resolve("crm.labels.csv"), LONG_AGO);
    }

    @Test
    void takesTheSameTablesInAnyOrder() throws Exception {
        halfAnExport();
        assertThat(export("private.secrets", "crm.labels", "--resume").exit()).isEqualTo(7);
        assertThat(Files.getLastModifiedTime(folder.resolve("crm.labels.csv"))).isEqualTo(LONG_AGO);
    }

    @Test
    void keepsWhatIsWholeAndExportsTheRest() throws Exception {
        halfAnExport();
        admin(
                "GRANT USAGE ON SCHEMA private TO fourminds_iam_user; GRANT SELECT ON private.secrets TO fourminds_iam_user");

        Ended resumed = export("crm.labels", "private.secrets", "--resume");

        assertThat(resumed.exit()).describedAs(resumed.err()).isZero();
        assertThat(resumed.err()).contains("1 table of the earlier export kept");
        assertThat(Files.getLastModifiedTime(folder.resolve("crm.labels.csv"))).isEqualTo(LONG_AGO);
        assertThat(files(folder)).containsExactly("crm.labels.csv", "export.json", "private.secrets.csv");
        assertThat(manifest(folder).path("consistency").asText()).isEqualTo("resumed");
        assertThat(manifest(folder).path("tables").findValuesAsText("status")).containsExactly("exported", "exported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shorter", "same size", "gone", "link"})
    void exportsAgainWhatIsNotAsItWasWritten(String damage) throws Exception {
        halfAnExport();
        Path file = folder.resolve("crm.labels.csv");
        byte[] good = Files.readAllBytes(file);
        byte[] bad = good.clone();
        bad[bad.length - 2] ^= 1;
        switch (damage) {
            case "shorter" -> Files.write(file, java.util.Arrays.copyOf(good, good.length - 1));
            case "same size" -> Files.write(file, bad);
            case "gone" -> Files.delete(file);
            default -> Files.createSymbolicLink(file, Files.move(file, folder.resolve("elsewhere")));
        }

        assertThat(export("crm.labels", "private.secrets", "--resume").exit()).isEqualTo(7);

        assertThat(file).hasBinaryContent(good).isRegularFile();
        assertThat(Files.isSymbolicLink(file)).isFalse();
        assertThat(manifest(folder).path("consistency").asText()).isEqualTo("one-snapshot");
    }

    @ParameterizedTest
    @CsvSource({
        "crm.labels public.orders,tables or query",
        "crm.labels private.secrets --max-rows 7,--max-rows",
        "crm.labels private.secrets --guard-formulas,--guard-formulas",
        "crm.labels private.secrets --null-text NULL,--null-text",
        "crm.labels private.secrets --geometry wkt,--geometry",
        "crm.labels private.secrets --gzip,the files' compression"
    })
    void refusesOtherArguments(String arguments, String difference) throws Exception {
        halfAnExport();
        Ended refused = export((arguments + " --resume").split(" "));
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .contains("cannot be resumed, because it differs in " + difference + ".", "--overwrite");
        assertThat(files(folder)).containsExactly("crm.labels.csv", "export.json");
    }

    @Test
    void refusesAnotherDatabase() throws Exception {
        halfAnExport();
        Ended refused =
                run("export", "prod-analytics", "hr", "--query", "SELECT 1", "--resume", "--out", folder.toString());
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("differs in database, tables or query.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"tool\":\"other\"}", "", "\uD83D\uDCE6"})
    void refusesWhatNoExportWrote(String record) throws Exception {
        for (String name : List.of("export.json", "export.json.part")) {
            Path foreign = Files.writeString(folder.resolve(name), record);
            Ended refused = export("crm.labels", "--resume");
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).contains("is not what an export leaves behind", "--overwrite");
            assertThat(foreign).usingCharset(StandardCharsets.UTF_8).hasContent(record);
            Files.delete(foreign);
        }
    }

    @Test
    void refusesFilesWithoutARecord() throws Exception {
        Files.writeString(folder.resolve("crm.labels.csv"), "precious");
        Ended refused = export("crm.labels", "--resume");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("crm.labels.csv", "nothing that says what export wrote it");
        assertThat(folder.resolve("crm.labels.csv")).hasContent("precious");
    }

    @Test
    void resumesNothingInAnEmptyFolderAndAllOfACompleteOne() throws Exception {
        assertThat(export("crm.labels", "--resume").exit()).isZero();
        assertThat(manifest(folder).path("consistency").asText()).isEqualTo("one-snapshot");
        Files.setLastModifiedTime(folder.resolve("crm.labels.csv"), LONG_AGO);
        assertThat(export("crm.labels", "--resume").exit()).isZero();
        assertThat(Files.getLastModifiedTime(folder.resolve("crm.labels.csv"))).isEqualTo(LONG_AGO);
    }

    @Test
    void isNotBothResumedAndOverwritten() {
        assertThat(export("crm.labels", "--resume", "--overwrite").err()).contains("--resume goes neither with");
        assertThat(run("export", "prod-analytics", "sales", "crm.labels", "--resume", "--out", "-")
                        .exit())
                .isEqualTo(2);
    }
}
