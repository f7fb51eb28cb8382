package ai.fourminds.rds.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job on executors in other processes, which sign in by web identity tokens of their own. */
@ExtendWith(ClusterExtension.class)
class SparkExportTest {

    private static Cluster cluster;

    @TempDir
    private Path folder;

    private Exports exports;

    @BeforeEach
    void prepare() throws IOException {
        exports = new Exports(cluster, "exporting", folder);
    }

    @BeforeAll
    static void createTables(Cluster running) throws SQLException, IOException {
        cluster = running;
        cluster.admin("prod-analytics", "postgres", "CREATE DATABASE exporting");
        cluster.admin(
                "prod-analytics",
                "exporting",
                "CREATE TABLE orders AS SELECT n AS id, n * 1.10 AS price, now() AS at, ARRAY[n, NULL] AS list,"
                        + " repeat('a,\"', 30) AS note, '\\x00'::bytea AS raw FROM generate_series(1, 60000) AS n",
                "CREATE TABLE parted (id int, part int) PARTITION BY LIST (part)",
                "CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1)",
                "CREATE TABLE parted_2 (part int, id int)",
                "ALTER TABLE parted ATTACH PARTITION parted_2 FOR VALUES IN (2)",
                "INSERT INTO parted SELECT n, 1 + n % 2 FROM generate_series(1, 100) AS n",
                "CREATE TABLE \"q\"\"u/o%te\n\" (\"it's \"\"x\"\"\" text)",
                "INSERT INTO \"q\"\"u/o%te\n\" VALUES (NULL), (''), ('=1+1')",
                "CREATE TABLE only_binary AS SELECT '\\x00'::bytea AS raw",
                "CREATE TABLE empty (id int, \"ID\" int)",
                "CREATE TABLE broken AS SELECT 1 AS id",
                "ALTER TABLE broken ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY failing ON broken USING (1 / (id - id) = 1)",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO fourminds_iam_user",
                "ANALYZE");
        for (String instance : cluster.family()) {
            cluster.admin(
                    instance,
                    "mysql",
                    "CREATE DATABASE exporting",
                    "CREATE TABLE exporting.orders (id bigint unsigned PRIMARY KEY AUTO_INCREMENT, flag tinyint(1),"
                            + " price decimal(12,2), at datetime(3), single float, doc json, raw blob, note varchar(2000))",
                    "INSERT INTO exporting.orders (flag, price, at, single, doc, note) VALUES (1, 1.10,"
                            + " '2024-02-29 13:14:15.5', 16777216, '[1, null]', REPEAT('a,\"', 300))");
            for (int doubling = 0; doubling < 13; doubling++) {
                cluster.admin(
                        instance,
                        "exporting",
                        "INSERT INTO orders (flag, price, at, single, doc, note)"
                                + " SELECT flag, price + id, at, single, doc, note FROM orders");
            }
            cluster.admin(
                    instance,
                    "exporting",
                    "CREATE TABLE `k``eyless` (name varchar(20))",
                    "INSERT INTO `k``eyless` VALUES ('x'), (NULL)",
                    "ANALYZE TABLE orders",
                    "GRANT SELECT ON exporting.* TO 'fourminds_iam_user'@'%'");
        }
    }

    @Test
    void aWholeDatabaseIsWrittenCellByCellAsTheCommandLineWritesIt() throws IOException, SQLException {
        int code = exports.run(
                "prod-analytics", "--all", "--exclude", "broken", "--task-mb", "1", "-v", "--format", "json");

        assertThat(exports.said())
                .contains("reads prod-analytics, snapshot 0000")
                .contains("public.parted: TablePlan");
        assertThat(new String(exports.data(), StandardCharsets.UTF_8).strip())
                .isEqualTo(Files.readString(folder.resolve("export.json")).strip());
        assertThat(exports.said()).contains("public.orders: 60000 rows");
        assertThat(code).isZero();
        Manifest manifest = exports.manifest();
        assertThat(manifest.consistency()).isEqualTo("one-snapshot");
        assertThat(manifest.complete()).isTrue();
        for (TableReport table : manifest.tables()) {
            assertThat(rowsOf(table)).as(table.name()).isEqualTo(expected("prod-analytics", table));
        }
        TableReport orders = Exports.table(manifest, "public.orders");
        assertThat(orders.rows()).isEqualTo(60000);
        assertThat(exports.parts(orders)).hasSizeGreaterThan(4);
        assertThat(orders.columns()).contains(new TableReport.Column("list", "integer[]", "json"));
        assertThat(orders.droppedColumns()).containsExactly(new TableReport.Dropped("raw", "bytea", "binary"));
        assertThat(exports.parts(Exports.table(manifest, "public.parted"))).hasSize(2);
        assertThat(Exports.table(manifest, "public.only_binary").note()).isEqualTo("no exportable columns");
        assertThat(Exports.table(manifest, "public.only_binary").rows()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod-billing", "prod-orders"})
    void familyTablesAreCutAlongTheirPrimaryKeys(String instance) throws IOException, SQLException {
        int code = exports.run(instance, "--all", "--task-mb", "2", "--set", "applicationName=x");

        assertThat(exports.said()).contains("orders: 8192 rows");
        assertThat(code).isZero();
        Manifest manifest = exports.manifest();
        assertThat(manifest.consistency()).isEqualTo("snapshot-per-channel");
        for (TableReport table : manifest.tables()) {
            assertThat(rowsOf(table)).as(table.name()).isEqualTo(expected(instance, table));
        }
        assertThat(exports.parts(Exports.table(manifest, "orders"))).hasSizeGreaterThan(2);
        assertThat(Exports.table(manifest, "orders").columns())
                .contains(new TableReport.Column("price", "decimal(12,2)", "decimal"));
    }

    @Test
    void aTableThatFailsStopsNoOtherAndIsReadAgainByResume() throws IOException, SQLException {
        int failed = exports.run("prod-analytics", "broken", "parted", "orders");
        Manifest first = exports.manifest();
        Path kept = folder.resolve(
                String.valueOf(Exports.table(first, "public.orders").file()));
        var written = Files.getLastModifiedTime(kept);
        String saidFirst = exports.said();
        Files.delete(exports.parts(Exports.table(first, "public.parted")).get(0));
        cluster.admin("prod-analytics", "exporting", "ALTER TABLE broken DISABLE ROW LEVEL SECURITY");

        int resumed = exports.run("prod-analytics", "broken", "parted", "orders", "--resume");
        cluster.admin("prod-analytics", "exporting", "ALTER TABLE broken ENABLE ROW LEVEL SECURITY");

        assertThat(failed).isEqualTo(7);
        assertThat(saidFirst).contains("public.broken: failed: ERROR: division by zero");
        assertThat(Exports.table(first, "public.broken").status()).isEqualTo(TableReport.Status.FAILED);
        assertThat(resumed).isZero();
        assertThat(exports.said()).contains("public.orders: kept, 60000 rows").contains("public.parted: 100 rows");
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(written);
        assertThat(exports.manifest().consistency()).isEqualTo("resumed");
        assertThat(exports.manifest().complete()).isTrue();
        assertThat(Exports.table(exports.manifest(), "public.broken").rows()).isOne();
    }

    @Test
    void policiesOfPartitionsHideNoRowOfTheWhole() throws IOException, SQLException {
        cluster.admin(
                "prod-analytics",
                "exporting",
                "CREATE TABLE guarded (id int, part int) PARTITION BY LIST (part)",
                "CREATE TABLE guarded_1 PARTITION OF guarded FOR VALUES IN (1)",
                "CREATE TABLE guarded_2 PARTITION OF guarded FOR VALUES IN (2)",
                "INSERT INTO guarded SELECT n, 1 + n % 2 FROM generate_series(1, 100) AS n",
                "ALTER TABLE guarded_2 ENABLE ROW LEVEL SECURITY",
                "GRANT SELECT ON guarded, guarded_1, guarded_2 TO fourminds_iam_user");

        assertThat(exports.run("prod-analytics", "guarded")).as(exports.said()).isZero();

        assertThat(Exports.table(exports.manifest(), "public.guarded").rows()).isEqualTo(100);
    }

    @Test
    void aSnapshotThatTheServerEndsIsToldWithWhatToDo() throws IOException, SQLException {
        cluster.admin(
                "prod-analytics",
                "exporting",
                """
                CREATE FUNCTION end_snapshot() RETURNS boolean SECURITY DEFINER LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM pg_terminate_backend(pid, 10000) FROM pg_stat_activity
                    WHERE query LIKE 'SELECT pg_catalog.pg_export_snapshot%';
                    RAISE EXCEPTION 'gone';
                END $$
                """,
                "CREATE TABLE ended AS SELECT 1 AS id",
                "ALTER TABLE ended ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY ending ON ended USING (end_snapshot())",
                "GRANT SELECT ON ended TO fourminds_iam_user");

        assertThat(exports.run("prod-analytics", "ended")).isEqualTo(7);
        assertThat(exports.said())
                .contains("public.ended: failed:", "held the snapshot, again and again: go on with --resume");

        cluster.admin("prod-analytics", "exporting", "ALTER TABLE ended DISABLE ROW LEVEL SECURITY");
        assertThat(exports.run("prod-analytics", "ended", "--resume"))
                .as(exports.said())
                .isZero();
    }

    @Test
    void parquetHasTheTypesOfSparksOwnDialect() throws IOException {
        int code = exports.run(
                "prod-analytics", "broken", "orders", "parted", "empty", "--file-format", "parquet", "--task-mb", "1");

        assertThat(exports.said())
                .contains("public.orders: 60000 rows")
                .contains("public.broken: failed:")
                .contains("ERROR: division by zero");
        assertThat(code).isEqualTo(7);
        Dataset<Row> orders = cluster.spark()
                .read()
                .parquet(folder.resolve("public.orders.parquet").toString());
        assertThat(orders.schema().apply("list").dataType().simpleString()).isEqualTo("array<int>");
        assertThat(orders.selectExpr("count(distinct id)", "sum(id)").head().toString())
                .isEqualTo("[60000,1800030000]");
        assertThat(cluster.spark()
                        .read()
                        .parquet(folder.resolve("public.parted.parquet").toString())
                        .selectExpr("sum(id)", "sum(part)")
                        .head()
                        .toString())
                .isEqualTo("[5050,150]");
        assertThat(Exports.table(exports.manifest(), "public.orders").rows()).isEqualTo(60000);
    }

    @Test
    void parquetOfTheFamilyIsReadAlongThePrimaryKeyToo() throws IOException {
        int code = exports.run("prod-billing", "orders", "--file-format", "parquet", "--task-mb", "2");

        assertThat(exports.said()).contains("orders: 8192 rows");
        assertThat(code).isZero();
        assertThat(exports.parts(Exports.table(exports.manifest(), "orders"))).hasSizeGreaterThan(2);
    }

    @Test
    void nativePropertiesThatCouldChangeValuesAreLeftOutOfParquet() throws IOException {
        assertThat(exports.run("prod-billing", "orders", "--file-format", "parquet", "--set", "tinyInt1isBit=false"))
                .as(exports.said())
                .isZero();

        assertThat(cluster.spark()
                        .read()
                        .parquet(folder.resolve("orders.parquet").toString())
                        .schema()
                        .apply("flag")
                        .dataType()
                        .simpleString())
                .isEqualTo("boolean");
    }

    @Test
    void whatIsThereIsNotTouchedUnasked() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");

        assertThat(exports.run("prod-analytics", "empty")).isEqualTo(2);
        assertThat(exports.said()).contains("is not empty").contains("--overwrite");
        assertThat(exports.run("prod-analytics", "empty", "--resume")).isEqualTo(2);
        assertThat(exports.said()).contains("nothing can be resumed");
        assertThat(folder).isDirectoryContaining("glob:**mine.txt");
        assertThat(exports.run("prod-analytics", "empty", "--overwrite")).isZero();
        assertThat(folder.resolve("mine.txt")).hasContent("mine");
    }

    @Test
    void noTokenAndNoSecretIsInLogsEventsOrPlans() throws IOException {
        exports.run("prod-analytics", "empty");
        Dataset<Row> byOptions = cluster.spark()
                .read()
                .format("jdbc")
                .options(cluster.settings())
                .option("url", "jdbc:fourminds-rds:postgresql://prod-analytics/exporting")
                .option("dbtable", "orders")
                .load();
        assertThat(byOptions.where("id > 100").count()).isEqualTo(59900);
        List<Path> places =
                List.of(Cluster.events(), Cluster.work(), Cluster.target().resolve("spark-driver.log"));
        List<String> canaries = List.of(
                "X-Amz-Signature",
                "X-Amz-Credential",
                Files.readString(exports.token()),
                cluster.rds().principal().secretAccessKey());

        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            try (Stream<Path> found = Files.walk(place)) {
                found.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().endsWith(".jar"))
                        .forEach(files::add);
            }
        }
        assertThat(files).anyMatch(file -> file.endsWith("stderr"));
        assertThat(files).anyMatch(file -> file.startsWith(Cluster.events()));
        assertThat(byOptions.queryExecution().toString()).doesNotContain(canaries);
        for (Path file : files) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(canaries);
        }
    }

    /** Header and rows of all parts; no cell in these tests holds a line break. */
    private Map<String, List<String>> rowsOf(TableReport table) throws IOException {
        List<String> rows = new ArrayList<>();
        List<String> headers = new ArrayList<>();
        for (Path part : exports.parts(table)) {
            List<String> lines = new ArrayList<>(Files.readAllLines(part));
            headers.add(lines.remove(0));
            rows.addAll(lines);
        }
        return canonical(headers, rows);
    }

    private static Map<String, List<String>> expected(String instance, TableReport table)
            throws SQLException, IOException {
        RdsDatabase database = RdsFleet.of(cluster.settings()).database(instance, "exporting");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ExportSession session = database.openExport(database);
                ExportChannel channel = session.openChannel()) {
            TableName name = new TableName(table.schema(), String.valueOf(table.table()));
            channel.export(new ExportSource.OfTable(name), new CsvOptions(0, false), out, (rows, bytes) -> {});
        }
        List<String> lines =
                new ArrayList<>(out.toString(StandardCharsets.UTF_8).lines().toList());
        return canonical(List.of(lines.remove(0)), lines);
    }

    private static Map<String, List<String>> canonical(List<String> headers, List<String> rows) {
        Map<String, List<String>> canonical = new LinkedHashMap<>();
        canonical.put("headers", headers.stream().distinct().toList());
        canonical.put("rows", rows.stream().sorted().toList());
        return canonical;
    }
}
