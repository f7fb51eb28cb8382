package ai.fourminds.rds.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.examples.spark.SparkHome.Answer;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.principals.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark's own spark-submit with the two jars, as docs/spark.md has it; nothing else of ours is on its class path. */
class SparkSubmitTest {
    // One sample table of sales may not be read.
    private static final int SOME_TABLES_FAILED = 7;
    private static final Pattern COMMAND = Pattern.compile("(?m)^(spark-submit (?:.*\\\\\n)*.*)$");
    private static final String VERSION = System.getProperty("submit.version");

    @TempDir
    private static Path scratch;

    private static LocalRds rds;
    private static SparkHome spark;
    private static List<String> commands;
    private static String token;
    private static final Map<String, String> ENVIRONMENT = new HashMap<>();

    @BeforeAll
    static void start() throws IOException {
        rds = LocalRds.start();
        spark = SparkHome.layOut(Path.of("target", "spark-home").toAbsolutePath());
        Role role = rds.addRole(Role.named("spark")
                .withConnect("arn:aws:rds-db:*:" + rds.accountId() + ":dbuser:*/fourminds_iam_user")
                .trustingWebIdentity("spark"));
        token = rds.webIdentityToken("spark", Duration.ofHours(1));
        Path file = Files.writeString(scratch.resolve("token"), token);
        rds.settings(role, file).forEach((setting, value) -> ENVIRONMENT.put(variable(setting), value));
        // Spark's start on a busy machine leaves little time to the rest.
        ENVIRONMENT.put(variable("connectTimeout"), "60s");
        ENVIRONMENT.put(variable("discoveryTimeout"), "60s");
        // Where 02:30 does not exist on a day in March.
        ENVIRONMENT.put("TZ", "Europe/Berlin");
        commands = COMMAND.matcher(Files.readString(Path.of("..", "..", "..", "docs", "spark.md")))
                .results()
                .map(found -> found.group().replace("0.1.0", VERSION))
                .toList();
    }

    @AfterAll
    static void stop() {
        rds.close();
    }

    @Test
    void theExampleInJava() throws Exception {
        String program = "--class " + WithSpark.class.getName() + " '" + System.getProperty("submit.program")
                + "' jdbc:fourminds-rds:postgresql://prod-analytics/sales";

        Answer answer = spark.typed(command("app.py").replace("app.py", program), ENVIRONMENT);

        assertThat(answer.code()).as(answer.stderr()).isZero();
        try (var admin = rds.instance("prod-analytics").adminConnection("sales");
                var statement = admin.createStatement();
                var counts = statement.executeQuery(
                        "SELECT status, count(*) FROM orders WHERE quantity > 5 GROUP BY status")) {
            int rows = 0;
            for (; counts.next(); rows++) {
                assertThat(answer.stdout())
                        .containsPattern("\\| *" + counts.getString(1) + "\\| *" + counts.getLong(2) + "\\|");
            }
            assertThat(rows).isEqualTo(5);
        }
        saysNoSecret(answer);
    }

    @Test
    void theDocumentedCommandExportsAWholeDatabaseToParquet() throws Exception {
        // Without a locale the JVM can name no such file.
        boolean anyName = Charset.forName(System.getProperty("sun.jnu.encoding"))
                .newEncoder()
                .canEncode("ö");
        Path lake = scratch.resolve(anyName ? "lake's {1,2} ö" : "lake's {1,2}");
        try (var admin = rds.instance("prod-analytics").adminConnection("sales");
                var statement = admin.createStatement()) {
            statement.execute("CREATE TABLE spring AS SELECT timestamp '2024-03-31 02:30' AS at");
            statement.execute("GRANT SELECT ON spring TO fourminds_iam_user");
        }
        String command = command("SparkExport")
                .replace("--master yarn", "--master 'local-cluster[1,1,1024]'")
                .replace("s3a://lake/sales", '"' + lake.toString() + '"');

        Answer answer = spark.typed(command, ENVIRONMENT);

        assertThat(answer.code()).as(answer.stderr()).isEqualTo(SOME_TABLES_FAILED);
        assertThat(answer.stderr()).contains("private.secrets: failed: ERROR: permission denied");
        Manifest manifest = manifest(lake);
        assertThat(manifest.consistency()).isEqualTo("one-snapshot");
        assertThat(manifest.tables()).hasSizeGreaterThan(12);
        assertThat(manifest.tables().stream().filter(table -> table.status() != TableReport.Status.EXPORTED))
                .extracting(TableReport::name)
                .containsExactly("private.secrets");
        rowsAreThoseOf("sales", manifest);
        assertThat(lake.resolve("public.orders.parquet"))
                .isDirectoryContaining(file -> file.toString().endsWith(".parquet"));
        assertThat(latin1(lake.resolve("public.spring.parquet")))
                .as("microseconds, as a footer has them")
                .contains(latin1(LocalDateTime.of(2024, 3, 31, 2, 30).toEpochSecond(ZoneOffset.UTC) * 1_000_000));
        assertThat(answer.stderr()).doesNotContain("All paths were ignored");
        saysNoSecret(answer);
    }

    @Test
    void theCommandLineStartsAnExportToCsvOnExecutorsThatGetTheJarsFromTheDriverAndResumesIt() throws Exception {
        Path folder = scratch.resolve("it's \"csv\"");
        Answer first = sparkExport(
                "--submit=--master", "--submit=local-cluster[1,1,1024]", "--all", "--out", folder.toString());

        assertThat(first.code()).as(first.stderr()).isZero();
        Manifest manifest = manifest(folder);
        assertThat(manifest.complete()).isTrue();
        rowsAreThoseOf("hr", manifest);
        Path lost = folder.resolve("payroll.salaries.csv/part-00000.csv");
        assertThat(lost).content().startsWith("employee_id,valid_from,amount\n");
        Path kept = folder.resolve("public.employees.csv/part-00000.csv");
        FileTime written = Files.getLastModifiedTime(kept);
        Files.delete(lost);

        Answer resumed = sparkExport("--all", "--out", folder.toString(), "--resume");

        assertThat(resumed.code()).as(resumed.stderr()).isZero();
        assertThat(resumed.stderr())
                .contains("public.employees: kept, 420 rows")
                .contains("payroll.salaries: ");
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(written);
        assertThat(lost).isNotEmptyFile();
        assertThat(manifest(folder).consistency()).isEqualTo("resumed");
        rowsAreThoseOf("hr", manifest(folder));
        saysNoSecret(first);
    }

    private static Answer sparkExport(String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "ai.fourminds.rds.cli.Main",
                "spark-export",
                "--spark-jars",
                "fourminds-rds-spark-" + VERSION + ".jar,fourminds-rds-" + VERSION + ".jar",
                "prod-analytics",
                "hr"));
        line.addAll(List.of(words));
        return spark.run(line, ENVIRONMENT);
    }

    private static String command(String word) {
        return commands.stream()
                .filter(command -> command.contains(word))
                .findFirst()
                .orElseThrow();
    }

    private static Manifest manifest(Path folder) throws IOException {
        return Manifest.parse(Files.readAllBytes(folder.resolve("export.json")));
    }

    private static void rowsAreThoseOf(String database, Manifest manifest) throws SQLException {
        try (var admin = rds.instance("prod-analytics").adminConnection(database)) {
            for (TableReport table : manifest.tables()) {
                if (table.status() == TableReport.Status.EXPORTED) {
                    String from = Stream.of(table.schema(), table.table())
                            .map(name -> '"' + String.valueOf(name).replace("\"", "\"\"") + '"')
                            .reduce((schema, name) -> schema + '.' + name)
                            .orElseThrow();
                    try (var statement = admin.createStatement();
                            var count = statement.executeQuery("SELECT count(*) FROM " + from)) {
                        count.next();
                        assertThat(table.rows()).as(table.name()).isEqualTo(count.getLong(1));
                    }
                }
            }
        }
    }

    private static String latin1(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (var parts = Files.newDirectoryStream(folder, "*.parquet")) {
            for (Path part : parts) {
                all.append(Files.readString(part, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private static String latin1(long number) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(number)
                .array();
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static void saysNoSecret(Answer answer) {
        assertThat(answer.stdout() + answer.stderr()).doesNotContain("X-Amz-Signature", token);
    }

    private static String variable(String setting) {
        return "FOURMINDS_RDS_" + setting.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }
}
