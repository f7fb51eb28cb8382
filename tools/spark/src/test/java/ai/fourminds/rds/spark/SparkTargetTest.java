package ai.fourminds.rds.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the job writes to: a store without renames, attempts that go on after their end, targets that fail. */
@ExtendWith(ClusterExtension.class)
class SparkTargetTest {

    private static Cluster cluster;

    @TempDir
    private Path folder;

    private Exports exports;

    @BeforeAll
    static void createTables(Cluster running) throws SQLException {
        cluster = running;
        cluster.admin("prod-analytics", "postgres", "CREATE DATABASE targets");
        cluster.admin(
                "prod-analytics",
                "targets",
                "CREATE TABLE large AS SELECT n AS id, repeat('x', 200) AS note FROM generate_series(1, 30000) AS n",
                "CREATE TABLE small AS SELECT n AS id, n AS other FROM generate_series(1, 100) AS n",
                "CREATE TABLE no_space AS SELECT 1 AS id",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO fourminds_iam_user",
                "ANALYZE");
    }

    @BeforeEach
    void prepare() throws IOException {
        exports = new Exports(cluster, "targets", folder);
    }

    @Test
    void aStoreWithoutAtomicRenameHasWhatWasReportedAndItsMark() throws IOException {
        assertThat(toStore("large", "small", "--task-mb", "1"))
                .as(exports.said())
                .isZero();

        TableReport large = Exports.table(exports.manifest(), "public.large");
        assertThat(exports.parts(large)).hasSizeGreaterThan(4);
        assertThat(exports.ids(large))
                .isEqualTo(IntStream.rangeClosed(1, 30_000).boxed().toList());
        assertThat(folder.resolve("public.large.csv")).isDirectoryContaining("glob:**_SUCCESS");
        assertThat(toStore("large", "small", "--resume")).isZero();
        assertThat(exports.said()).contains("public.large: kept, 30000 rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet"})
    void anAttemptThatGoesOnAfterItsReplacementWasPublishedChangesNothing(String format) throws Exception {
        Path zombies = Cluster.zombies();
        for (String file : List.of("wanted", "held", "release", "done")) {
            Files.deleteIfExists(zombies.resolve(file));
        }
        Files.createFile(zombies.resolve("wanted"));

        assertThat(toStore("large", "--task-mb", "1", "--file-format", format))
                .as(exports.said())
                .isZero();
        assertThat(zombies.resolve("held")).exists();
        assertThat(zombies.resolve("done")).doesNotExist();
        List<String> published = published();
        byte[] manifest = Files.readAllBytes(folder.resolve("export.json"));
        Files.createFile(zombies.resolve("release"));
        for (int time = 0; time < 600 && !Files.exists(zombies.resolve("done")); time++) {
            Thread.sleep(100);
        }

        assertThat(zombies.resolve("done")).exists();
        assertThat(published()).isEqualTo(published);
        assertThat(Files.readAllBytes(folder.resolve("export.json"))).isEqualTo(manifest);
        assertThat(Exports.table(exports.manifest(), "public.large").rows()).isEqualTo(30_000);
        assertThat(toStore("large", "--file-format", format, "--resume")).isZero();
        assertThat(exports.said()).contains("public.large: kept, 30000 rows");
        assertThat(toStore("large", "--task-mb", "1", "--file-format", format, "--overwrite"))
                .isZero();
        assertThat(Exports.table(exports.manifest(), "public.large").rows()).isEqualTo(30_000);
    }

    /** What readers see, with sizes. */
    private List<String> published() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(folder.relativize(file).toString().split("/"))
                            .noneMatch(name -> name.startsWith("_") || name.startsWith(".")))
                    .map(file -> folder.relativize(file) + " " + file.toFile().length())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet"})
    void aDiskWithoutSpaceCostsOneTable(String format) throws IOException {
        assertThat(toStore("small", "no_space", "large", "--file-format", format))
                .isEqualTo(7);

        assertThat(exports.said())
                .contains("public.small: 100 rows", "public.large: 30000 rows")
                .containsPattern("public.no_space: failed: .*No space left on device");
        Manifest manifest = exports.manifest();
        assertThat(Exports.table(manifest, "public.no_space").status()).isEqualTo(TableReport.Status.FAILED);
        assertThat(Exports.table(manifest, "public.large").status()).isEqualTo(TableReport.Status.EXPORTED);
    }

    @Test
    void aFileSystemThatIsNotThereIsADiagnosis() throws IOException {
        assertThat(exports.run("prod-analytics", "small", "--out", "nosuch://bucket/x"))
                .isEqualTo(2);
        assertThat(exports.said()).contains("nosuch").contains("jars of the file system");
        assertThat(exports.said().lines()).hasSize(1);
    }

    @Test
    void aFolderThatCannotBeWrittenIsADiagnosis() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");

        assertThat(exports.run("prod-analytics", "small", "--out", file + "/below"))
                .as(exports.said())
                .isEqualTo(2);

        assertThat(exports.said()).contains("file/below' cannot be used: ").contains("--out");
        assertThat(exports.said().lines()).hasSize(1);
        assertThat(file).hasContent("mine");
    }

    @Test
    void aRecordThatWasCutShortCostsOneTable() throws IOException {
        assertThat(exports.run("prod-analytics", "small", "large")).isZero();
        Path record = folder.resolve("_export").resolve("public.small.csv.json");
        Files.write(record, new byte[0]);
        Files.deleteIfExists(folder.resolve("_export").resolve(".public.small.csv.json.crc"));

        assertThat(exports.run("prod-analytics", "small", "large", "--resume")).isZero();

        assertThat(exports.said()).contains("public.small: 100 rows").contains("public.large: kept");
    }

    private int toStore(String... more) throws IOException {
        return exports.run(
                "prod-analytics",
                Stream.concat(Stream.of(more), Stream.of("--out", "flat://" + folder))
                        .toArray(String[]::new));
    }
}
