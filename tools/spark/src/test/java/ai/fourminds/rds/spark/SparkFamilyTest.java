package ai.fourminds.rds.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.export.TableReport;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What MySQL, MariaDB and their settings could leave out of an export, or change in it. */
@ExtendWith(ClusterExtension.class)
class SparkFamilyTest {

    private static final String DATABASE = "leaving_out";

    private static Cluster cluster;

    @TempDir
    private Path folder;

    private Exports exports;

    @BeforeAll
    static void createTables(Cluster running) throws SQLException {
        cluster = running;
        for (String instance : cluster.family()) {
            cluster.admin(
                    instance,
                    "mysql",
                    "CREATE DATABASE " + DATABASE,
                    "USE " + DATABASE,
                    "SET SESSION time_zone = '+00:00'",
                    "CREATE TABLE seen (id int PRIMARY KEY, at timestamp NULL, noted datetime)",
                    "INSERT INTO seen WITH RECURSIVE s AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM s WHERE n < 100)"
                            + " SELECT n, '2024-03-31 02:30:00', '2024-03-31 02:30:00' FROM s",
                    "CREATE TABLE hidden (a int, b int INVISIBLE, c int GENERATED ALWAYS AS (a + 1) VIRTUAL)",
                    "INSERT INTO hidden (a, b) VALUES (1, 7), (2, 8)",
                    "CREATE TABLE `Case` (id int PRIMARY KEY)",
                    "CREATE TABLE `case` (number int, id int, note text)",
                    "INSERT INTO `case` SELECT id, IF(id % 2, id, NULL), REPEAT('x', 30000) FROM seen",
                    "ANALYZE TABLE `case`",
                    "GRANT SELECT ON " + DATABASE + ".* TO 'fourminds_iam_user'@'%'");
        }
    }

    @BeforeEach
    void prepare() throws Exception {
        exports = new Exports(cluster, DATABASE, folder);
    }

    @ParameterizedTest
    @CsvSource({"prod-billing, csv", "prod-billing, parquet", "prod-orders, csv", "prod-orders, parquet"})
    void limitsAndTimeZoneOfTheServerChangeNothing(String instance, String format) throws Exception {
        cluster.admin(instance, "mysql", "SET GLOBAL sql_select_limit = 3", "SET GLOBAL time_zone = '+05:00'");
        try {
            run(instance, "seen", "--file-format", format);
        } finally {
            cluster.admin(instance, "mysql", "SET GLOBAL sql_select_limit = DEFAULT", "SET GLOBAL time_zone = DEFAULT");
        }

        TableReport seen = exports.manifest().tables().get(0);
        assertThat(seen.rows()).isEqualTo(100);
        assertThat(exports.ids(seen))
                .isEqualTo(IntStream.rangeClosed(1, 100).boxed().toList());
        if (format.equals("parquet")) {
            // Spark 3.5 has no zone with any time of MySQL's.
            assertThat(parquet(seen)
                            .selectExpr("string(at)", "string(noted)")
                            .distinct()
                            .collectAsList())
                    .extracting(Row::toString)
                    .containsExactly("[2024-03-31 02:30:00,2024-03-31 02:30:00]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod-billing", "prod-orders"})
    void invisibleColumnsAreInParquetToo(String instance) throws Exception {
        run(instance, "hidden", "--file-format", "parquet");

        Dataset<Row> hidden = parquet(exports.manifest().tables().get(0));
        assertThat(hidden.selectExpr("a", "b", "c").orderBy("a").collectAsList())
                .extracting(Row::toString)
                .containsExactly("[1,7,2]", "[2,8,3]");
    }

    @Test
    void keysThatMysqlHasGeneratedAreInParquetToo() throws Exception {
        cluster.admin(
                "prod-billing",
                DATABASE,
                "SET SESSION sql_generate_invisible_primary_key = ON",
                "CREATE TABLE keyed (note text)",
                "INSERT INTO keyed SELECT note FROM `case`",
                "ANALYZE TABLE keyed");

        run("prod-billing", "keyed", "--file-format", "parquet", "--task-mb", "1");

        TableReport keyed = exports.manifest().tables().get(0);
        assertThat(exports.parts(keyed)).hasSizeGreaterThan(2);
        assertThat(exports.ids(keyed)).hasSize(100).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"prod-billing, csv", "prod-orders, csv", "prod-orders, parquet"})
    void aTableIsNotCutAlongTheKeyOfOneWhoseNameDiffersInCase(String instance, String format) throws Exception {
        run(instance, "case", "--task-mb", "1", "--file-format", format);

        assertThat(exports.ids(exports.manifest().tables().get(0)))
                .isEqualTo(IntStream.rangeClosed(1, 100).boxed().toList());
    }

    private void run(String instance, String... args) throws Exception {
        assertThat(exports.run(instance, args)).as(exports.said()).isZero();
    }

    private Dataset<Row> parquet(TableReport table) throws Exception {
        List<String> files = new ArrayList<>();
        exports.parts(table).forEach(part -> files.add(part.toString()));
        SparkSession utc = cluster.spark().newSession();
        utc.conf().set("spark.sql.session.timeZone", "UTC");
        return utc.read().parquet(files.toArray(String[]::new));
    }
}
