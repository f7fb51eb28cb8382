package ai.fourminds.rds.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.export.TableReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables and folders that others change while an export of PostgreSQL runs. */
@ExtendWith(ClusterExtension.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SparkDdlTest {

    private static final String SOURCE = "prod-analytics";
    private static final String DATABASE = "altering";

    private static Cluster cluster;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    private Path folder;

    private Exports exports;

    @BeforeAll
    static void createTables(Cluster running) throws SQLException {
        cluster = running;
        cluster.admin(SOURCE, "postgres", "CREATE DATABASE " + DATABASE);
        cluster.admin(
                SOURCE,
                DATABASE,
                // Of the tasks that come to a lock that others wait for.
                "ALTER DATABASE " + DATABASE + " SET lock_timeout = '100ms'",
                Gate.FUNCTION,
                "CREATE TABLE a_gate AS SELECT 1 AS id, 1 AS part",
                "ALTER TABLE a_gate ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY gate ON a_gate USING (gated())",
                "GRANT SELECT ON a_gate TO fourminds_iam_user");
    }

    @BeforeEach
    void prepare() throws IOException {
        exports = new Exports(cluster, DATABASE, folder);
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private static void parted(String name) throws SQLException {
        cluster.admin(
                SOURCE,
                DATABASE,
                "CREATE TABLE " + name + " (id int, part int) PARTITION BY LIST (part)",
                "CREATE TABLE " + name + "_1 PARTITION OF " + name + " FOR VALUES IN (1)",
                "CREATE TABLE " + name + "_2 PARTITION OF " + name + " FOR VALUES IN (2)",
                "CREATE TABLE " + name + "_new (id int, part int)",
                "INSERT INTO " + name + " SELECT n, 1 + n % 2 FROM generate_series(1, 100) AS n",
                "GRANT SELECT ON " + name + ", " + name + "_1, " + name + "_2, " + name + "_new TO fourminds_iam_user");
    }

    private static void plain(String name) throws SQLException {
        cluster.admin(
                SOURCE,
                DATABASE,
                "CREATE TABLE " + name + " AS SELECT n AS id, n AS part FROM generate_series(1, 100) AS n",
                "GRANT SELECT ON " + name + " TO fourminds_iam_user");
    }

    @Test
    void whatIsChangedBeforeItsTurnIsReadWholeOrFails() throws Exception {
        for (String name : List.of("attached", "detached", "rotated", "secured")) {
            parted(name);
        }
        for (String name : List.of("dropped", "renamed", "swapped", "truncated", "untouched")) {
            plain(name);
        }
        String[] args = {
            "a_gate",
            "attached",
            "detached",
            "rotated",
            "secured",
            "dropped",
            "renamed",
            "swapped",
            "truncated",
            "untouched",
            "--jobs",
            "1"
        };
        CompletableFuture<Integer> code;
        try (Gate gate = new Gate(cluster.rds().instance(SOURCE), DATABASE)) {
            code = CompletableFuture.supplyAsync(() -> run(args), threads);
            gate.awaitReaders(1, "a_gate", code);
            cluster.admin(
                    SOURCE,
                    DATABASE,
                    "ALTER TABLE attached ATTACH PARTITION attached_new FOR VALUES IN (3)",
                    "ALTER TABLE detached DETACH PARTITION detached_2",
                    "ALTER TABLE rotated_1 RENAME TO rotated_old",
                    "ALTER TABLE rotated_new RENAME TO rotated_1",
                    "ALTER TABLE secured_2 ENABLE ROW LEVEL SECURITY",
                    "DROP TABLE dropped",
                    "ALTER TABLE renamed RENAME TO elsewhere",
                    "ALTER TABLE swapped RENAME TO swapped_old",
                    "CREATE TABLE swapped AS SELECT 1 AS id, 1 AS part",
                    "GRANT SELECT ON swapped TO fourminds_iam_user",
                    "TRUNCATE truncated");
        }

        assertThat(code.join()).as(exports.said()).isEqualTo(7);
        for (String name : List.of("attached", "detached", "rotated", "swapped", "truncated")) {
            assertThat(exports.said())
                    .containsPattern("public." + name + ": failed: .*truncated, rewritten, altered or replaced"
                            + " after the export's snapshot was taken.*--resume");
        }
        for (String name : List.of("dropped", "renamed")) {
            assertThat(exports.said()).containsPattern("public." + name + ": failed: .*does not exist");
        }
        for (String name : List.of("secured", "untouched")) {
            assertThat(ids("public." + name)).as(name).isEqualTo(upTo(100));
        }
        assertThat(run("attached", "detached", "rotated", "swapped", "truncated", "--resume"))
                .as(exports.said())
                .isZero();
        assertThat(ids("public.attached")).isEqualTo(upTo(100));
        assertThat(ids("public.rotated")).isEqualTo(upTo(100));
        assertThat(ids("public.detached")).hasSize(50);
        assertThat(ids("public.truncated")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet"})
    void aTruncateThatWaitsForTheTableCostsTheTableAndNotTheJob(String format) throws Exception {
        cluster.admin(
                SOURCE,
                DATABASE,
                "CREATE TABLE waited AS SELECT n AS id, repeat('x', 200) AS note FROM generate_series(1, 30000) AS n",
                "ALTER TABLE waited ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY gate ON waited USING (id % 1000 <> 999 OR gated())",
                "GRANT SELECT ON waited TO fourminds_iam_user",
                "ANALYZE waited");
        plain("after_waited");
        String[] args = {"waited", "after_waited", "--jobs", "1", "--task-mb", "1", "--file-format", format};
        CompletableFuture<Integer> code;
        CompletableFuture<Void> truncated;
        try (Gate gate = new Gate(cluster.rds().instance(SOURCE), DATABASE)) {
            code = CompletableFuture.supplyAsync(() -> run(args), threads);
            gate.awaitReaders(2, "waited", code);
            truncated = CompletableFuture.runAsync(SparkDdlTest::truncate, threads);
            gate.await(
                    "SELECT count(*) > 0 FROM pg_locks WHERE NOT granted AND relation = 'waited'::regclass"
                            + " AND mode = 'AccessExclusiveLock'",
                    code);
        }

        assertThat(code.join()).as(exports.said()).isEqualTo(7);
        truncated.get(1, TimeUnit.MINUTES);
        assertThat(exports.said())
                .containsPattern("public.waited: failed: .*lock timeout.*another session.*--resume")
                .contains("public.after_waited: 100 rows");
        cluster.admin(SOURCE, DATABASE, "ALTER TABLE waited DISABLE ROW LEVEL SECURITY");
        assertThat(run("waited", "after_waited", "--file-format", format, "--resume"))
                .as(exports.said())
                .isZero();
        assertThat(exports.said()).contains("public.waited: 0 rows", "public.after_waited: kept, 100 rows");
        cluster.admin(SOURCE, DATABASE, "DROP TABLE waited, after_waited");
    }

    private static void truncate() {
        try {
            cluster.admin(SOURCE, DATABASE, "SET lock_timeout = 0", "TRUNCATE waited");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFolderThatIsRemovedEndsTheExportWithTheReason() throws Exception {
        CompletableFuture<Integer> code;
        Path inner = folder.resolve("inner");
        try (Gate gate = new Gate(cluster.rds().instance(SOURCE), DATABASE)) {
            code = CompletableFuture.supplyAsync(() -> run("a_gate", "--out", inner.toString()), threads);
            gate.awaitReaders(1, "a_gate", code);
            Files.move(inner, folder.resolve("removed"));
        }

        assertThat(code.join()).as(exports.said()).isEqualTo(5);
        assertThat(exports.said()).contains("The export cannot go on: the folder is no longer this export's");
        assertThat(inner.resolve("export.json")).doesNotExist();
        assertThat(inner.resolve("public.a_gate.csv")).doesNotExist();
    }

    @Test
    void twoJobsDoNotMixInOneFolder() throws Exception {
        CompletableFuture<Integer> code;
        Exports second = new Exports(cluster, DATABASE, folder);
        plain("tabled");
        try (Gate gate = new Gate(cluster.rds().instance(SOURCE), DATABASE)) {
            code = CompletableFuture.supplyAsync(() -> run("a_gate", "tabled", "--jobs", "1"), threads);
            gate.awaitReaders(1, "a_gate", code);
            for (String how : List.of("--jobs=1", "--overwrite", "--resume")) {
                assertThat(second.run(SOURCE, "tabled", how)).as(how).isEqualTo(2);
                assertThat(second.said())
                        .contains("Another export is writing into '", "Wait for it to end, or name another folder");
            }
        }

        assertThat(code.join()).as(exports.said()).isZero();
        assertThat(exports.manifest().tables()).hasSize(2);
        assertThat(second.run(SOURCE, "tabled", "--resume")).as(second.said()).isZero();
        assertThat(second.said()).contains("public.tabled: kept, 100 rows");
    }

    private int run(String... args) {
        try {
            return exports.run(SOURCE, args);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Integer> ids(String table) throws IOException {
        TableReport report = Exports.table(exports.manifest(), table);
        return exports.ids(report);
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }
}
