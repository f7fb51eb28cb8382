package ai.fourminds.rds.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.cli.export.TableReport;
import ai.fourminds.rds.cli.export.folder.Manifest;
import ai.fourminds.rds.local.LocalInstance;
import ai.fourminds.rds.local.Role;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job on executors in other processes, which sign in by web identity tokens of their own. */
@ExtendWith(ClusterExtension.class)
class SparkExportTest {

    private static final String ROLE = "spark-export";
    private static Cluster cluster;
    private static Path token;

    @TempDir
    private Path folder;

    private String said = "";

    @BeforeAll
    static void createTables(Cluster running) throws SQLException, IOException {
        cluster = running;
        String anyUser = "arn:aws:rds-db:*:" + cluster.rds().accountId() + ":dbuser:*/*";
        cluster.rds().addRole(Role.named(ROLE).withConnect(anyUser).trustingWebIdentity("spark"));
        token = Cluster.target().resolve("web-identity-token");
        Files.writeString(token, cluster.rds().webIdentityToken("spark", Duration.ofHours(1)));
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
        int code = export("prod-analytics", "--all", "--exclude", "broken", "--task-mb", "1");

        assertThat(said).contains("public.orders: 60000 rows");
        assertThat(code).isZero();
        Manifest manifest = manifest();
        assertThat(manifest.consistency()).isEqualTo("one-snapshot");
        assertThat(manifest.complete()).isTrue();
        for (TableReport table : manifest.tables()) {
            assertThat(rowsOf(table)).as(table.name()).isEqualTo(expected("prod-analytics", table));
        }
        TableReport orders = table(manifest, "public.orders");
        assertThat(orders.rows()).isEqualTo(60000);
        assertThat(parts(orders)).hasSizeGreaterThan(4);
        assertThat(orders.columns()).contains(new TableReport.Column("list", "integer[]", null));
        assertThat(orders.droppedColumns()).containsExactly(new TableReport.Dropped("raw", "bytea", "binary"));
        assertThat(parts(table(manifest, "public.parted"))).hasSize(2);
        assertThat(table(manifest, "public.only_binary").note()).isEqualTo("no exportable columns");
        assertThat(table(manifest, "public.only_binary").rows()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod-billing", "prod-orders"})
    void familyTablesAreCutAlongTheirPrimaryKeys(String instance) throws IOException, SQLException {
        int code = export(instance, "--all", "--task-mb", "2", "--set", "applicationName=x");

        assertThat(said).contains("orders: 8192 rows");
        assertThat(code).isZero();
        Manifest manifest = manifest();
        assertThat(manifest.consistency()).isEqualTo("snapshot-per-channel");
        for (TableReport table : manifest.tables()) {
            assertThat(rowsOf(table)).as(table.name()).isEqualTo(expected(instance, table));
        }
        assertThat(parts(table(manifest, "orders"))).hasSizeGreaterThan(2);
        assertThat(table(manifest, "orders").columns())
                .contains(new TableReport.Column("price", "decimal(12,2)", null));
    }

    @Test
    void aTableThatFailsStopsNoOtherAndIsReadAgainByResume() throws IOException, SQLException {
        int failed = export("prod-analytics", "broken", "parted", "orders");
        Manifest first = manifest();
        Path kept = folder.resolve(String.valueOf(table(first, "public.orders").file()));
        var written = Files.getLastModifiedTime(kept);
        String saidFirst = said;
        Files.delete(parts(table(first, "public.parted")).get(0));
        cluster.admin("prod-analytics", "exporting", "ALTER TABLE broken DISABLE ROW LEVEL SECURITY");

        int resumed = export("prod-analytics", "broken", "parted", "orders", "--resume");
        cluster.admin("prod-analytics", "exporting", "ALTER TABLE broken ENABLE ROW LEVEL SECURITY");

        assertThat(failed).isEqualTo(7);
        assertThat(saidFirst).contains("public.broken: failed: ERROR: division by zero");
        assertThat(table(first, "public.broken").status()).isEqualTo(TableReport.Status.FAILED);
        assertThat(resumed).isZero();
        assertThat(said).contains("public.orders: kept, 60000 rows").contains("public.parted: 100 rows");
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(written);
        assertThat(manifest().consistency()).isEqualTo("resumed");
        assertThat(manifest().complete()).isTrue();
        assertThat(table(manifest(), "public.broken").rows()).isOne();
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

        assertThat(export("prod-analytics", "guarded")).as(said).isZero();

        assertThat(table(manifest(), "public.guarded").rows()).isEqualTo(100);
    }

    @Test
    void aStandbyLendsOneSnapshotWhileRowsMove() throws Exception {
        LocalInstance writer = cluster.rds().cluster("prod-cluster").members().get(0);
        LocalInstance standby = cluster.rds().cluster("prod-cluster").members().get(1);
        admin(
                writer,
                "CREATE TABLE moving WITH (fillfactor = 100) AS"
                        + " SELECT n AS id, 0 AS times, repeat('x', 400) AS note FROM generate_series(1, 20000) AS n",
                "GRANT SELECT ON moving TO fourminds_iam_user");
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                try {
                    admin(writer, "UPDATE moving SET times = times + 1 WHERE id % 7 = 0");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        try {
            await(standby, "SELECT COUNT(*) FROM moving WHERE times > 1");
            for (int run = 0; run < 3; run++) {
                assertThat(exportFrom(
                                standby.identifier(),
                                "postgres",
                                "moving",
                                "--task-mb",
                                "1",
                                "--overwrite",
                                "--connect-host",
                                "127.0.0.1",
                                "--connect-port",
                                String.valueOf(standby.listenPort())))
                        .as(said)
                        .isZero();
                Manifest manifest = manifest();
                assertThat(manifest.consistency()).isEqualTo("one-snapshot");
                TableReport moving = table(manifest, "public.moving");
                assertThat(parts(moving)).hasSizeGreaterThan(2);
                assertThat(ids(moving))
                        .isEqualTo(IntStream.rangeClosed(1, 20_000).boxed().toList());
            }
        } finally {
            done.set(true);
            load.join();
        }
    }

    /** Until the standby has what the writer has done. */
    private static void await(LocalInstance instance, String count) throws Exception {
        for (int time = 0; time < 600; time++) {
            try (var connection = instance.adminConnection("postgres");
                    var row = connection.createStatement().executeQuery(count)) {
                row.next();
                if (row.getLong(1) > 0) {
                    return;
                }
            } catch (SQLException notYet) {
                assertThat(notYet.getSQLState()).isEqualTo("42P01");
            }
            Thread.sleep(100);
        }
    }

    private static void admin(LocalInstance instance, String... statements) throws SQLException {
        try (var connection = instance.adminConnection("postgres");
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<Integer> ids(TableReport table) throws IOException {
        List<Integer> ids = new ArrayList<>();
        for (Path part : parts(table)) {
            Files.readAllLines(part).stream()
                    .skip(1)
                    .map(line -> Integer.valueOf(line.substring(0, line.indexOf(','))))
                    .forEach(ids::add);
        }
        ids.sort(null);
        return ids;
    }

    @Test
    void aStoreWithoutAtomicRenameHasWhatWasReportedAndItsMark() throws IOException {
        assertThat(export("prod-analytics", "orders", "parted", "--task-mb", "1", "--out", "flat://" + folder))
                .as(said)
                .isZero();

        TableReport orders = table(manifest(), "public.orders");
        assertThat(ids(orders))
                .isEqualTo(IntStream.rangeClosed(1, 60_000).boxed().toList());
        assertThat(folder.resolve("public.orders.csv")).isDirectoryContaining("glob:**_SUCCESS");
        assertThat(export("prod-analytics", "orders", "parted", "--resume", "--out", "flat://" + folder))
                .isZero();
        assertThat(said).contains("public.orders: kept, 60000 rows");
    }

    @Test
    void aTargetThatCannotBeUsedIsADiagnosis() throws IOException {
        assertThat(export("prod-analytics", "parted", "--out", "nosuch://bucket/x"))
                .isEqualTo(2);
        assertThat(said).contains("nosuch").contains("jars of the file system").doesNotContain("\tat ");

        assertThat(export("prod-analytics", "parted", "orders")).isZero();
        Path record = folder.resolve("_export").resolve("public.parted.csv.json");
        Files.write(record, new byte[0]);
        Files.deleteIfExists(folder.resolve("_export").resolve(".public.parted.csv.json.crc"));
        assertThat(export("prod-analytics", "parted", "orders", "--resume")).isZero();
        assertThat(said).contains("public.parted: 100 rows").contains("public.orders: kept");
    }

    @Test
    void parquetHasTheTypesOfSparksOwnDialect() throws IOException {
        int code = export(
                "prod-analytics", "broken", "orders", "parted", "empty", "--file-format", "parquet", "--task-mb", "1");

        assertThat(said)
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
        assertThat(table(manifest(), "public.orders").rows()).isEqualTo(60000);
    }

    @Test
    void parquetOfTheFamilyIsReadAlongThePrimaryKeyToo() throws IOException {
        int code = export("prod-billing", "orders", "--file-format", "parquet", "--task-mb", "2");

        assertThat(said).contains("orders: 8192 rows");
        assertThat(code).isZero();
        assertThat(parts(table(manifest(), "orders"))).hasSizeGreaterThan(2);
    }

    @Test
    void whatIsThereIsNotTouchedUnasked() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");

        assertThat(export("prod-analytics", "empty")).isEqualTo(2);
        assertThat(said).contains("is not empty").contains("--overwrite");
        assertThat(export("prod-analytics", "empty", "--resume")).isEqualTo(2);
        assertThat(said).contains("nothing can be resumed");
        assertThat(folder).isDirectoryContaining("glob:**mine.txt");
        assertThat(export("prod-analytics", "empty", "--overwrite")).isZero();
        assertThat(folder.resolve("mine.txt")).hasContent("mine");
    }

    @Test
    void noTokenAndNoSecretIsInLogsEventsOrPlans() throws IOException {
        export("prod-analytics", "empty");
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
                Files.readString(token),
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

    private int export(String instance, String... more) throws IOException {
        return exportFrom(cluster.rds().instance(instance).identifier(), "exporting", more);
    }

    private int exportFrom(String instance, String database, String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of(instance, database, "--out", folder.toString()));
        cluster.rds()
                .settings(Role.named(ROLE), token)
                .forEach((name, value) -> args.addAll(List.of("--" + kebab(name), value)));
        args.addAll(Arrays.asList(more));
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        int code = SparkExport.run(cluster.spark(), args, new PrintStream(heard, true, StandardCharsets.UTF_8));
        said = heard.toString(StandardCharsets.UTF_8);
        return code;
    }

    private Manifest manifest() throws IOException {
        return Manifest.parse(Files.readAllBytes(folder.resolve("export.json")));
    }

    private static TableReport table(Manifest manifest, String name) {
        return manifest.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<Path> parts(TableReport table) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(String.valueOf(table.file())))) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("part-"))
                    .sorted()
                    .toList();
        }
    }

    /** Header and rows of all parts; no cell in these tests holds a line break. */
    private Map<String, List<String>> rowsOf(TableReport table) throws IOException {
        List<String> rows = new ArrayList<>();
        List<String> headers = new ArrayList<>();
        for (Path part : parts(table)) {
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

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    }
}
