package ai.fourminds.rds.cli.command.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.ExportOptions;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {
    @TempDir
    Path folder;

    private void manifest(boolean demo) throws Exception {
        TableReport report = new TableReport(
                "a",
                null,
                "a",
                null,
                "table",
                null,
                "a.csv",
                1,
                false,
                false,
                false,
                null,
                1,
                null,
                "0",
                1,
                null,
                List.of(),
                List.of(),
                TableReport.Status.EXPORTED,
                null,
                null,
                null,
                List.of());
        ExportOptions options = new ExportOptions(List.of("--all"), false, "", "auto", Compression.NONE, "csv");
        Manifest manifest = new Manifest(
                Manifest.TOOL,
                "1",
                demo,
                "i",
                "r",
                "d",
                "postgres",
                "one-snapshot",
                "s",
                "f",
                0,
                options,
                List.of(report));
        Files.write(folder.resolve("export.json"), manifest.toJson());
    }

    @Test
    void takesWhatAnEarlierDemoWroteAndLeavesTheRest() throws Exception {
        manifest(true);
        Files.writeString(folder.resolve("a.csv"), "x");
        Files.writeString(folder.resolve("mine.txt"), "x");
        assertThat(DemoCommand.folder(folder).path()).isEqualTo(folder);
        assertThat(folder.resolve("mine.txt")).exists();
    }

    @Test
    void refusesACsvFileThatNoDemoWrote() throws Exception {
        manifest(true);
        Files.writeString(folder.resolve("b.csv"), "x");
        assertThatThrownBy(() -> DemoCommand.folder(folder)).hasMessageContaining("b.csv");
    }

    @Test
    void refusesAnExportOfSomebodysOwn() throws Exception {
        manifest(false);
        assertThatThrownBy(() -> DemoCommand.folder(folder))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.fault().remedy()).isEqualTo("Name another folder with --out."))
                .hasMessageContaining("export.json");
    }

    @Test
    void refusesAManifestThatIsNone() throws Exception {
        Files.writeString(folder.resolve("export.json"), "{ not json");
        assertThatThrownBy(() -> DemoCommand.folder(folder)).hasMessageContaining("export.json");
    }

    @Test
    void takesAFolderThatIsNotThereYet() throws Exception {
        Path fresh = folder.resolve("fresh");
        assertThat(DemoCommand.folder(fresh).path()).isEqualTo(fresh);
    }
}
