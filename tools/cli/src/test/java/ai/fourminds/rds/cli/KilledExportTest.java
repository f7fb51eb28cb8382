package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.files;
import static ai.fourminds.rds.cli.LocalProgram.manifest;
import static ai.fourminds.rds.cli.LocalProgram.run;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An export that is killed without a warning, and the one that goes on with it. */
class KilledExportTest {
    private static final List<String> EXPORT = List.of(
            "export", "prod-analytics", "sales", "--all", "--exclude", "private.*", "--jobs", "2", "--max-rows");

    @TempDir
    static Path reference;

    @TempDir
    Path folder;

    @BeforeAll
    static void exportAsItShouldBe() {
        assertThat(run(export(reference)).exit()).isZero();
    }

    private static String[] export(Path out, String... more) {
        List<String> words = new java.util.ArrayList<>(EXPORT);
        words.addAll(List.of("0", "--out", out.toString()));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    /** Kills it when so many files have come, gone or been renamed in the folder. */
    private void killed(Path out, int changes) throws Exception {
        try (WatchService watch = out.getFileSystem().newWatchService()) {
            out.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
            Process process = ChildProgram.configure(ChildProgram.of(folder, List.of(), export(out)))
                    .start();
            int seen = 0;
            while (seen < changes && process.isAlive()) {
                WatchKey key = watch.poll(100, TimeUnit.MILLISECONDS);
                if (key != null) {
                    seen += key.pollEvents().size();
                    key.reset();
                }
            }
            ChildProgram.ended(process.destroyForcibly());
        }
    }

    private static void everyCsvIsWhole(Path out) throws IOException {
        for (String name : files(out)) {
            if (name.endsWith(".csv")) {
                assertThat(out.resolve(name)).hasSameBinaryContentAs(reference.resolve(name));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10, 19, 32})
    void leavesOnlyWholeFilesAndIsResumed(int changes) throws Exception {
        Path out = Files.createDirectory(folder.resolve("csv"));
        killed(out, changes);
        everyCsvIsWhole(out);
        if (Files.exists(out.resolve("export.json"))) {
            for (JsonNode table : manifest(out).path("tables")) {
                assertThat(out.resolve(table.path("file").asText())).exists();
            }
        }
        long whole = files(out).stream().filter(name -> name.endsWith(".csv")).count();
        if (whole > 0) {
            Ended refused = run(export(out));
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).contains("--resume", "--overwrite");
        }

        Ended resumed = run(export(out, "--resume"));

        assertThat(resumed.exit()).describedAs(resumed.err()).isZero();
        assertThat(files(out)).isEqualTo(files(reference));
        everyCsvIsWhole(out);
        JsonNode tables = manifest(out).path("tables");
        assertThat(tables.findValuesAsText("file"))
                .isEqualTo(manifest(reference).path("tables").findValuesAsText("file"));
        assertThat(tables.findValuesAsText("sha256"))
                .isEqualTo(manifest(reference).path("tables").findValuesAsText("sha256"));
    }
}
