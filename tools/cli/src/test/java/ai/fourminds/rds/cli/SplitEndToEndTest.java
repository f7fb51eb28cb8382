package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.files;
import static ai.fourminds.rds.cli.LocalProgram.manifest;
import static ai.fourminds.rds.cli.LocalProgram.run;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LargeTable.Barrier;
import ai.fourminds.rds.cli.LocalProgram.Ended;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A PostgreSQL table read through several connections, by the command line: its file is as through one, or it is not there. */
class SplitEndToEndTest {
    private static final int TERMINATED = 128 + 15;
    private static final String FILE = LargeTable.NAME + ".csv";

    @TempDir
    static Path reference;

    @TempDir
    Path folder;

    @BeforeAll
    static void create() throws Exception {
        LargeTable.create();
        assertThat(run(export(reference, "1")).exit()).isZero();
        assertThat(table(reference).path("rows").asLong()).isEqualTo(LargeTable.ROWS);
    }

    @AfterAll
    static void drop() throws SQLException {
        LargeTable.drop();
    }

    /** Of three jobs, one has the small table and then nothing: two read the large one from the beginning. */
    private static String[] export(Path out, String jobs, String... more) {
        return words(out.toString(), jobs, 0, Stream.concat(Stream.of(LargeTable.SMALL), Stream.of(more)));
    }

    private static String[] words(String out, String jobs, int maxRows, Stream<String> more) {
        List<String> words = new ArrayList<>(List.of("export", LargeTable.INSTANCE, LargeTable.DATABASE));
        words.addAll(List.of(LargeTable.NAME, "--jobs", jobs, "--max-rows", "" + maxRows, "--out", out));
        more.forEach(words::add);
        return words.toArray(String[]::new);
    }

    private static JsonNode table(Path out) throws Exception {
        return manifest(out).path("tables").path(0);
    }

    private Path out() {
        return folder.resolve("csv");
    }

    private void isAsThroughOne() throws Exception {
        assertThat(files(out())).isEqualTo(files(reference));
        assertThat(out().resolve(FILE)).hasSameBinaryContentAs(reference.resolve(FILE));
        for (String field : List.of("rows", "truncated", "bytes", "sha256", "columns", "status", "note")) {
            assertThat(table(out()).path(field)).isEqualTo(table(reference).path(field));
        }
    }

    private void onlyTheSmallOneIsThere(Ended ended, String status, String... error) throws Exception {
        assertThat(ended.exit()).describedAs(ended.err()).isEqualTo(7);
        assertThat(files(out())).containsExactly("export.json", LargeTable.SMALL + ".csv");
        assertThat(table(out()).path("status").asText()).isEqualTo(status);
        assertThat(table(out()).path("error").asText()).contains(error);
        assertThat(table(out()).path("file").isNull()).isTrue();
        assertThat(manifest(out()).path("tables").path(1).path("status").asText())
                .isEqualTo("exported");
    }

    @Test
    void theFileIsTheSameAsThroughOne() throws Exception {
        CompletableFuture<Ended> export;
        try (Barrier barrier = new Barrier()) {
            export = CompletableFuture.supplyAsync(() -> run(export(out(), "3")));
            barrier.await(2);
        }
        assertThat(export.get().exit()).isZero();
        isAsThroughOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--gzip", "--zstd"})
    void theCompressedFileToo(String option) throws Exception {
        Path one = folder.resolve("one");
        assertThat(run(export(one, "1", option)).exit()).isZero();
        assertThat(run(export(out(), "3", option)).exit()).isZero();

        String file = table(one).path("file").asText();
        assertThat(file).startsWith(FILE + ".");
        assertThat(out().resolve(file)).hasSameBinaryContentAs(one.resolve(file));
        assertThat(table(out()).path("uncompressedBytes").asLong()).isEqualTo(Files.size(reference.resolve(FILE)));
        assertThat(table(out()).path("sha256")).isEqualTo(table(one).path("sha256"));
        assertThat(files(out())).isEqualTo(files(one));
    }

    @Test
    void soIsWhatGoesToStandardOutput() throws Exception {
        assertThat(LocalProgram.bytes(words("-", "2", 0, Stream.empty())))
                .isEqualTo(Files.readAllBytes(reference.resolve(FILE)));
    }

    @Test
    void aCapHoldsAndTheRowsAreTheFirst() throws Exception {
        assertThat(run(words(out().toString(), "2", 15_000, Stream.empty())).exit())
                .isZero();

        assertThat(table(out()).path("rows").asLong()).isEqualTo(15_000);
        assertThat(table(out()).path("truncated").asBoolean()).isTrue();
        byte[] capped = Files.readAllBytes(out().resolve(FILE));
        byte[] whole = Files.readAllBytes(reference.resolve(FILE));
        assertThat(capped).isEqualTo(Arrays.copyOf(whole, capped.length));
    }

    /** Whole, and recorded. */
    private void awaitTheSmallOne() throws IOException, InterruptedException {
        Path journal = out().resolve("export.json.part");
        while (!Files.exists(journal) || !Files.readString(journal).contains("\"" + LargeTable.SMALL + ".csv\"")) {
            Thread.sleep(10);
        }
    }

    @Test
    void killedHalfwayItLeavesNoFileAndIsResumed() throws Exception {
        Process process = ChildProgram.configure(ChildProgram.of(folder, List.of(), export(out(), "3")))
                .start();
        try (Barrier barrier = new Barrier()) {
            barrier.await(2);
            awaitTheSmallOne();
            ChildProgram.ended(process.destroyForcibly());
        }
        assertThat(files(out()))
                .anyMatch(name -> name.startsWith(FILE + ".") && name.endsWith(".part"))
                .doesNotContain(FILE, "export.json");

        Ended resumed = run(export(out(), "3", "--resume"));

        assertThat(resumed.exit()).describedAs(resumed.err()).isZero();
        isAsThroughOne();
        assertThat(manifest(out()).path("consistency").asText()).isEqualTo("resumed");
    }

    @Test
    void terminatedHalfwayItTidiesUpAndStillWritesItsManifest() throws Exception {
        Process process = ChildProgram.configure(ChildProgram.of(folder, List.of(), export(out(), "3")))
                .start();
        try (Barrier barrier = new Barrier()) {
            barrier.await(2);
            awaitTheSmallOne();
            process.destroy();
            assertThat(ChildProgram.ended(process)).isEqualTo(TERMINATED);
            // The server has been told to end all of it, too.
            barrier.awaitNone();
        }
        assertThat(files(out())).containsExactly("export.json", LargeTable.SMALL + ".csv");
        assertThat(table(out()).path("status").asText()).isEqualTo("failed");
        assertThat(table(out()).path("error").asText()).isEqualTo("interrupted");
    }

    @Test
    void whereItsTimeIsUpAllItsStatementsEnd() throws Exception {
        try (Barrier barrier = new Barrier()) {
            Ended ended = run(export(out(), "3", "--timeout", "1"));
            barrier.awaitNone();
            onlyTheSmallOneIsThere(ended, "timed-out", "timed out after 1 s");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConnectionThatTheServerEndsHalfwayFailsTheTableAndNoOther(boolean theFurtherOne) throws Exception {
        CompletableFuture<Ended> export;
        try (Barrier barrier = new Barrier()) {
            export = CompletableFuture.supplyAsync(() -> run(export(out(), "3")));
            barrier.await(2);
            barrier.terminate(theFurtherOne);
            // The other one is told to end; it must not be let go on before.
            onlyTheSmallOneIsThere(export.get(), "failed", "(SQLState ");
        }
        assertThat(run(export(out(), "3", "--resume")).exit()).isZero();
        isAsThroughOne();
    }
}
