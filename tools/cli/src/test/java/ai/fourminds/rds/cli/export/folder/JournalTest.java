package ai.fourminds.rds.cli.export.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.Digest;
import ai.fourminds.rds.export.ExportOptions;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSnapshot;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final String HOSTILE = "we \"quote\" %s\n}{ 📦";
    private static final ExportTask FIRST = task("first");
    private static final ExportTask SECOND = task(HOSTILE);
    private static final List<ExportTask> TASKS = List.of(FIRST, SECOND);

    @TempDir
    Path path;

    private final Manifest plan = plan();

    static Manifest plan() {
        return new Manifest(
                Manifest.TOOL,
                "1",
                false,
                "i",
                "r",
                "d",
                "postgres",
                "one-snapshot",
                "s",
                null,
                0,
                new ExportOptions(List.of("--all"), false, "", "auto", Compression.NONE, "csv"),
                List.of());
    }

    private static ExportTask task(String name) {
        return new ExportTask(
                name, new ExportSource.OfTable(new TableName("public", name)), name.length() + ".csv", 1L);
    }

    private static TableReport report(ExportTask task) {
        return TableReport.exported(
                task, new ExportResult(1, false, List.of(), List.of()), new Digest(3, "ab", null), 1);
    }

    private static TableReport failed(ExportTask task) {
        return TableReport.unfinished(task, TableReport.Status.FAILED, "e", 1);
    }

    private ExportFolder folder(ExistingFiles existing) throws CommandFailure, IOException {
        return ExportFolder.prepare(path, existing);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void survivesItsProcessAndIsReadBack() throws Exception {
        try (Journal journal = folder(ExistingFiles.REFUSE).begin(plan, TASKS)) {
            journal.add(report(FIRST));
            journal.add(report(SECOND));
        }
        assertThat(names()).containsExactly("export.json.part");
        assertThat(Journal.earlier(path)).hasValue(plan.withTables(List.of(report(FIRST), report(SECOND))));
    }

    @Test
    void countsForWhatItHoldsWhereverItWasCutOff() throws Exception {
        try (Journal journal = folder(ExistingFiles.REFUSE).begin(plan, TASKS)) {
            journal.add(report(FIRST));
            journal.add(report(SECOND));
        }
        Path file = path.resolve("export.json.part");
        byte[] whole = Files.readAllBytes(file);
        int second = whole.length - Journal.line(report(SECOND)).length;
        for (int length = second; length < whole.length - 1; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(Journal.earlier(path)).hasValue(plan.withTables(List.of(report(FIRST))));
        }
    }

    @Test
    void leavesNothingWhenThereIsNothingToGoOnFrom() throws Exception {
        try (Journal journal = folder(ExistingFiles.REFUSE).begin(plan, TASKS)) {
            journal.finish(TASKS, Map.of(FIRST, failed(FIRST), SECOND, failed(SECOND)), "f");
        }
        assertThat(path).isEmptyDirectory();
    }

    @Test
    void leavesAnEarlierExportAsItIsUntilSomethingReplacesIt() throws Exception {
        try (Journal journal = folder(ExistingFiles.REFUSE).begin(plan, TASKS)) {
            journal.add(report(FIRST));
            Files.writeString(path.resolve(FIRST.file()), "abc");
            journal.finish(TASKS, Map.of(FIRST, report(FIRST), SECOND, failed(SECOND)), "f");
        }
        byte[] manifest = Files.readAllBytes(path.resolve("export.json"));
        try (Journal journal = folder(ExistingFiles.REPLACE).begin(plan, TASKS)) {
            journal.finish(TASKS, Map.of(FIRST, failed(FIRST), SECOND, failed(SECOND)), "f");
        }
        assertThat(path.resolve("export.json")).hasBinaryContent(manifest);
        try (Journal journal = folder(ExistingFiles.REPLACE).begin(plan, TASKS)) {
            journal.add(report(SECOND));
            assertThat(path.resolve("export.json")).doesNotExist();
            Files.writeString(path.resolve(SECOND.file()), "abc");
            Manifest second = journal.finish(TASKS, Map.of(FIRST, failed(FIRST), SECOND, report(SECOND)), "f");
            assertThat(second.tables().get(0).earlierFile()).isEqualTo(FIRST.file());
            assertThat(second.tables().get(1).earlierFile()).isNull();
        }
    }

    @Test
    void tellsTablesOfALaterSnapshot() throws Exception {
        TableReport first = TableReport.exported(FIRST, result(1), new Digest(3, "ab", null), 1);
        TableReport second = TableReport.exported(SECOND, result(2), new Digest(3, "ab", null), 1);
        assertThat(plan.withTables(List.of(first, first)).finishedAt("f").consistency())
                .isEqualTo("one-snapshot");
        assertThat(plan.withTables(List.of(first, second)).finishedAt("f").consistency())
                .isEqualTo("snapshot-replaced");
        assertThat(second.snapshot()).isEqualTo("1970-01-01T00:00:02Z");
        assertThat(second.note()).contains("later snapshot", "lost");
    }

    private static ExportResult result(int second) {
        ExportSnapshot snapshot = new ExportSnapshot(Instant.ofEpochSecond(second), second == 1 ? null : "lost");
        return new ExportResult(1, false, List.of(), List.of(), Set.of(), snapshot);
    }

    @Test
    void givesItsPlaceToTheManifest() throws Exception {
        try (Journal journal = folder(ExistingFiles.REFUSE).begin(plan, TASKS)) {
            journal.add(report(FIRST));
            for (ExportTask task : TASKS) {
                Files.writeString(path.resolve(task.file()), "abc");
            }
            Manifest manifest = journal.finish(TASKS, Map.of(SECOND, report(SECOND), FIRST, report(FIRST)), "f");
            assertThat(manifest.tables()).containsExactly(report(FIRST), report(SECOND));
            assertThat(manifest.consistency()).isEqualTo("one-snapshot");
        }
        assertThat(names()).containsExactlyInAnyOrder(FIRST.file(), SECOND.file(), "export.json");
    }

    @Test
    void namesNoFileThatWasRemovedMeanwhile() throws Exception {
        try (Journal journal = folder(ExistingFiles.REFUSE).begin(plan, TASKS)) {
            journal.add(report(FIRST));
            journal.add(report(SECOND));
            Files.writeString(path.resolve(SECOND.file()), "abc");
            Manifest manifest = journal.finish(TASKS, Map.of(FIRST, report(FIRST), SECOND, report(SECOND)), "f");
            assertThat(manifest.tables().get(0).status()).isEqualTo(TableReport.Status.FAILED);
            assertThat(manifest.tables().get(0).file()).isNull();
            assertThat(manifest.tables().get(1)).isEqualTo(report(SECOND));
        }
    }

    @Test
    void namesNoFileThatDoesNotReachTheDisk() throws Exception {
        try (Journal journal = folder(ExistingFiles.REFUSE).begin(plan, TASKS)) {
            journal.add(report(FIRST));
            journal.add(report(SECOND));
            Files.createDirectory(path.resolve(FIRST.file()));
            Files.writeString(path.resolve(SECOND.file()), "abc");
            Manifest manifest = journal.finish(TASKS, Map.of(FIRST, report(FIRST), SECOND, report(SECOND)), "f");
            assertThat(manifest.tables().get(0).status()).isEqualTo(TableReport.Status.FAILED);
            assertThat(manifest.tables().get(0).error()).contains("could not be forced to disk");
            assertThat(manifest.tables().get(1)).isEqualTo(report(SECOND));
        }
    }

    @Test
    void isNotTakenFromAnExportThatStillRuns() throws Exception {
        try (Journal journal = folder(ExistingFiles.REFUSE).begin(plan, TASKS)) {
            journal.add(report(FIRST));
            for (ExistingFiles existing : List.of(ExistingFiles.RESUME, ExistingFiles.REPLACE)) {
                assertThatThrownBy(() -> folder(existing).begin(plan, TASKS))
                        .isInstanceOf(CommandFailure.class)
                        .hasMessageContaining("Another export is writing into");
            }
        }
    }

    @Test
    void isNamedWithBothWaysOutWhenItIsInTheWay() throws Exception {
        Files.writeString(path.resolve("export.json.part"), "x");
        assertThatThrownBy(() -> folder(ExistingFiles.REFUSE))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.fault().headline()
                                        + failure.fault().remedy())
                                .contains("export.json.part", "--resume", "--overwrite"));
    }

    @Test
    void removesWhatWasHalfWrittenBeforeAndNothingElse() throws Exception {
        try (Journal journal = folder(ExistingFiles.REFUSE).begin(plan, TASKS)) {
            journal.add(report(FIRST));
        }
        List<String> foreign = List.of("mine.csv", "mine.csv.gz.part", "mine.csv.part", "notes.part");
        String run = ".0123456789abcdef.part";
        for (String name : foreign) {
            Files.writeString(path.resolve(name), "mine");
        }
        for (String name : List.of("5.csv" + run, SECOND.file() + run, "other.csv.zst" + run)) {
            Files.writeString(path.resolve(name), "x");
        }
        Files.write(path.resolve("5.csv"), "abc".getBytes(StandardCharsets.UTF_8));
        folder(ExistingFiles.RESUME).begin(plan, TASKS).close();
        assertThat(names())
                .containsExactlyElementsOf(Stream.concat(Stream.of("5.csv", "export.json.part"), foreign.stream())
                        .toList());
    }
}
