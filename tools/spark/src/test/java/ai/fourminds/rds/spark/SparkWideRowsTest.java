package ai.fourminds.rds.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.export.TableReport;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Values that PostgreSQL keeps apart from their rows; of one table they are half as large as an executor of 512 MB. */
@ExtendWith(ClusterExtension.class)
class SparkWideRowsTest {

    private static final String DATABASE = "wide_rows";
    private static final List<Integer> ROWS =
            IntStream.rangeClosed(1, 60).boxed().toList();

    private static Cluster cluster;

    @TempDir
    private Path folder;

    @BeforeAll
    static void create(Cluster running) throws Exception {
        cluster = running;
        cluster.admin("prod-analytics", "postgres", "CREATE DATABASE " + DATABASE);
    }

    @Test
    void aPartIsNeverHeldInMemory() throws Exception {
        TableReport huge = exported("huge", "''", 4_000_000, "--task-mb", "1024", "--file-format", "parquet");

        assertThat(huge.parts()).hasSize(1);
    }

    @Test
    void suchValuesCountWhereTheTableIsCut() throws Exception {
        // Some rows to a block: what is not in it is most of the table.
        TableReport cut = exported("cut", "repeat('x', 1500)", 100_000, "--task-mb", "2");

        assertThat(cut.parts()).hasSizeGreaterThan(2);
    }

    private TableReport exported(String table, String inline, int width, String... args) throws Exception {
        cluster.admin(
                "prod-analytics",
                DATABASE,
                "CREATE TABLE " + table + " (id int, inline text, note text)",
                // Not compressed: as wide as the server says.
                "ALTER TABLE " + table + " ALTER note SET STORAGE EXTERNAL",
                "INSERT INTO " + table + " SELECT n, " + inline + ", repeat('0123456789', " + width / 10
                        + ") FROM generate_series(1, 60) AS n",
                "GRANT SELECT ON " + table + " TO fourminds_iam_user");
        Exports exports = new Exports(cluster, DATABASE, folder);
        String[] words = Stream.concat(Stream.of(table), Stream.of(args)).toArray(String[]::new);
        assertThat(exports.run("prod-analytics", words)).as(exports.said()).isZero();
        cluster.admin("prod-analytics", DATABASE, "DROP TABLE " + table);
        TableReport report = exports.manifest().tables().get(0);
        assertThat(exports.ids(report)).isEqualTo(ROWS);
        return report;
    }
}
