package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.files;
import static ai.fourminds.rds.cli.LocalProgram.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What may go wrong, everywhere in an export, whatever the engine: afterwards every file is its table as of the moment that the
 * manifest names, every other table has a reason, and {@code --resume} completes the rest.
 */
abstract class FaultMatrix {
    static final int ROWS = 2_000;

    /** What goes wrong. */
    enum Fault {
        SERVER_CRASH,
        /** Another member of the cluster becomes the writer. */
        FAILOVER,
        BACKEND_KILLED,
        SNAPSHOT_LOST,
        DDL,
        TRUNCATE,
        LOCKED_AND_TRUNCATED,
        LOCKED_AND_UNLOCKED,
        FOLDER_REMOVED,
        SIGTERM,
        SIGKILL;

        boolean needsAProcess() {
            return this == SIGTERM || this == SIGKILL;
        }

        boolean locksBeforehand() {
            return this == LOCKED_AND_TRUNCATED || this == LOCKED_AND_UNLOCKED;
        }
    }

    /** Where in the export: in which of the tables, before which of its rows. */
    enum Position {
        FIRST(1, 1),
        MIDDLE(2, ROWS / 2),
        BETWEEN(3, 1),
        LAST(4, ROWS);

        final int table;
        final int row;

        Position(int table, int row) {
            this.table = table;
            this.row = row;
        }
    }

    /**
     * A database of its own with tables 1 to 5, in which an export stops where it is told to. Each is read by one thread, the
     * test's.
     */
    interface Stage {
        /** Settings that lead there. */
        Map<String, String> settings();

        /** The instance, the database, and options for both. */
        List<String> place();

        /** Whether an export gets through this by itself. */
        boolean survives(Fault fault);

        /** How an export calls a table. */
        String table(int number);

        /** Whether a snapshot is taken at exactly the moment that is said; otherwise it may be a little later. */
        boolean namesTheMoment();

        /** Tables of {@link FaultMatrix#ROWS} rows, all of version 1. */
        void create() throws Exception;

        /** Whoever comes there waits. */
        void close(Position position) throws Exception;

        /** Whether an export waits; takes a moment, so that it may be asked again at once. */
        boolean isAwaited() throws Exception;

        /** Commits version 2 of all tables but the fifth; returns the server's time behind that. */
        Instant change() throws Exception;

        /** Locks the fifth table, until {@link #strike} or {@link #open}. */
        void lock() throws Exception;

        /** Lets it go wrong, on the server. */
        void strike(Fault fault) throws Exception;

        /** Nobody waits any more; returns when the server serves again. */
        void open() throws Exception;

        /** What the file of a table says when it is whole. */
        String csv(int table, int version);
    }

    @TempDir
    Path folder;

    private Stage stage;

    abstract Stage stage();

    @BeforeEach
    void create() throws Exception {
        stage = stage();
        stage.create();
    }

    @AfterEach
    void openAgain() throws Exception {
        stage.open();
    }

    /**
     * Each of these faults everywhere, one after the other with one job and with four; {@code -Dfaults=all} has each with both,
     * and {@code -Dfaults=SIGKILL} only that fault; {@code -Dfaults=few} has each fault in one place.
     */
    static Stream<Arguments> cases(Set<Fault> faults) {
        String which = System.getProperty("faults", "");
        boolean all = which.equals("all");
        boolean few = which.equals("few");
        boolean alternate = few || which.isEmpty();
        return faults.stream()
                .filter(fault -> alternate || all || fault.name().equals(which))
                .flatMap(fault -> Stream.of(Position.values())
                        .filter(position -> !few || position == onePosition(fault))
                        .flatMap(position -> Stream.of(1, 4)
                                .filter(jobs ->
                                        !alternate || (jobs == 1) == ((fault.ordinal() + position.ordinal()) % 2 == 0))
                                .map(jobs -> Arguments.of(fault, position, jobs))));
    }

    /** Goes one further after every round, because the number of jobs alternates with the position. */
    private static Position onePosition(Fault fault) {
        Position[] all = Position.values();
        return all[(fault.ordinal() + fault.ordinal() / all.length) % all.length];
    }

    private Path out() {
        return folder.resolve("csv");
    }

    private Ended run(String... command) throws IOException {
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        return LocalProgram.runBare(LocalProgram.words(LocalProgram.options(stage.settings(), secrets), command));
    }

    private String[] export(int jobs, String... more) {
        List<String> words = new ArrayList<>(List.of("export"));
        words.addAll(stage.place());
        for (int table = 1; table <= 5; table++) {
            words.add(stage.table(table));
        }
        words.addAll(List.of("--max-rows", "0", "--jobs", Integer.toString(jobs), "--out", out().toString()));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    @ParameterizedTest(name = "{0} {1} --jobs {2}")
    @MethodSource("cases")
    void leavesNothingButWholeFilesAndReasons(Fault fault, Position position, int jobs) throws Exception {
        if (fault.locksBeforehand()) {
            stage.lock();
        }
        stage.close(position);
        Instant changed = fault.needsAProcess() ? killed(fault, jobs) : struck(fault, jobs);

        boolean recorded = Files.exists(out().resolve("export.json"));
        for (int table = 1; table <= 5; table++) {
            check(table, recorded, changed);
        }
        if (Files.exists(out()) && fault != Fault.SIGKILL) {
            assertThat(files(out())).noneMatch(name -> name.endsWith(".part") || name.endsWith(".lock"));
        }

        Ended resumed = run(export(jobs, "--resume"));
        assertThat(resumed.exit()).describedAs(resumed.err()).isZero();
        assertThat(files(out())).hasSize(6).contains("export.json");
        for (int table = 1; table <= 5; table++) {
            check(table, true, changed);
            assertThat(report(table).path("status").asText()).isEqualTo("exported");
        }
    }

    private Instant struck(Fault fault, int jobs) throws Exception {
        CompletableFuture<Ended> export = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return run(export(jobs));
                    } catch (IOException unwritable) {
                        throw new UncheckedIOException(unwritable);
                    }
                },
                task -> new Thread(task).start());
        awaitWaiting(export);
        Instant changed = stage.change();
        if (fault == Fault.FOLDER_REMOVED) {
            remove(out());
        } else {
            stage.strike(fault);
        }
        stage.open();
        Ended ended = export.get();
        assertThat(ended.exit() == 0).describedAs(ended.out() + ended.err()).isEqualTo(stage.survives(fault));
        return changed;
    }

    private void awaitWaiting(CompletableFuture<?> export) throws Exception {
        while (!stage.isAwaited()) {
            assertThat(export.isDone() ? export.get() : null)
                    .as("an export that ended before its time")
                    .isNull();
            Thread.sleep(10);
        }
    }

    private Instant killed(Fault fault, int jobs) throws Exception {
        ProcessBuilder program =
                ChildProgram.configure(ChildProgram.of(folder, List.of(), export(jobs)), stage.settings());
        Process process = program.start();
        awaitWaiting(process.onExit());
        Instant changed = stage.change();
        if (fault == Fault.SIGKILL) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        ChildProgram.ended(process);
        stage.open();
        return changed;
    }

    /** Other tables may be written there meanwhile. */
    private static void remove(Path folder) throws IOException {
        while (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (DirectoryNotEmptyException | UncheckedIOException changed) {
                Thread.onSpinWait();
            }
        }
    }

    private JsonNode report(int table) throws IOException {
        return manifest(out()).path("tables").path(table - 1);
    }

    private List<String> lines(int table, int version) {
        return stage.csv(table, version).lines().sorted().toList();
    }

    private void check(int table, boolean recorded, Instant changed) throws IOException {
        Path file = out().resolve(stage.table(table) + ".csv");
        if (Files.exists(file)) {
            // In no order: rows that are updated move.
            List<String> content = Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .sorted()
                    .toList();
            int version = content.equals(lines(table, 2)) ? 2 : 1;
            assertThat(content).isEqualTo(lines(table, version));
            if (recorded && table < 5) {
                boolean later =
                        Instant.parse(report(table).path("snapshot").asText()).isAfter(changed);
                if (later || stage.namesTheMoment()) {
                    assertThat(version).isEqualTo(later ? 2 : 1);
                }
            }
        }
        if (recorded) {
            boolean exported = report(table).path("status").asText().equals("exported");
            assertThat(Files.exists(file)).isEqualTo(exported);
            assertThat(report(table).path("error").asText("")).matches(error -> error.isEmpty() == exported);
        }
    }
}
