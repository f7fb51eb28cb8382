package ai.fourminds.rds.cli.export.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.export.Compression;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportFolderTest {
    @TempDir
    Path path;

    @ParameterizedTest
    @ValueSource(strings = {"export.json", "public.orders.csv"})
    void refusesAFolderWithAnEarlierExport(String file) throws Exception {
        Files.writeString(path.resolve(file), "x");
        assertThatThrownBy(() -> ExportFolder.prepare(path, ExistingFiles.REFUSE))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> {
                    assertThat(failure.fault().exit()).isEqualTo(ExitCode.USAGE);
                    assertThat(failure.fault().headline()).contains(file);
                    assertThat(failure.fault().remedy()).contains("--overwrite");
                });
    }

    @Test
    void listsTenFilesAndCountsTheRest() throws Exception {
        for (int number = 10; number < 25; number++) {
            Files.writeString(path.resolve(number + ".csv"), "x");
        }
        assertThatThrownBy(() -> ExportFolder.prepare(path, ExistingFiles.REFUSE))
                .hasMessageContaining("10.csv, 11.csv")
                .hasMessageContaining("and 5 more");
    }

    @Test
    void acceptsOtherFilesAndOverwriting() throws Exception {
        Files.writeString(path.resolve("notes.txt"), "x");
        ExportFolder.prepare(path, ExistingFiles.REFUSE);
        Files.writeString(path.resolve("a.csv"), "x");
        assertThat(ExportFolder.prepare(path, ExistingFiles.REPLACE).path()).isEqualTo(path);
        assertThat(path.resolve("notes.txt")).exists();
    }

    @Test
    void makesTheFolderWithItsParentsWhenAnExportBeginsAndRemovesThemWhenItWroteNothing() throws Exception {
        Files.createDirectory(path.resolve("a"));
        ExportFolder folder = ExportFolder.prepare(path.resolve("a/b/c"), ExistingFiles.REFUSE);
        assertThat(path.resolve("a")).isEmptyDirectory();
        try (Journal journal = folder.begin(JournalTest.plan(), List.of())) {
            assertThat(path.resolve("a/b/c")).isDirectory();
            assertThat(journal.kept()).isEmpty();
        }
        assertThat(path.resolve("a")).isEmptyDirectory();
    }

    @Test
    void aFolderInAFilesPlaceIsNamedAsTheUserKnowsIt() throws Exception {
        ExportFolder folder = ExportFolder.prepare(path, ExistingFiles.REPLACE);
        Path taken = Files.createDirectory(path.resolve("orders.csv"));
        assertThatThrownBy(() -> folder.create("orders.csv", Compression.NONE))
                .hasMessageStartingWith(taken + ": a folder has this name; remove or rename it");
        assertThat(path).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void refusesAFileInTheFoldersPlace() throws Exception {
        Path file = Files.writeString(path.resolve("file"), "x");
        assertThatThrownBy(() -> ExportFolder.prepare(file, ExistingFiles.REPLACE))
                .hasMessageContaining("is not a folder");
    }
}
