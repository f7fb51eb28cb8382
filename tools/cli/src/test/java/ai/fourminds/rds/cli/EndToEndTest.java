package ai.fourminds.rds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.command.CommandShell;
import ai.fourminds.rds.cli.output.Captured;
import ai.fourminds.rds.local.LocalRds;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command against a local RDS: real signatures, real TLS, a real PostgreSQL. */
class EndToEndTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static LocalRds rds;

    @TempDir
    static Path secrets;

    private static Path secretKey;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws IOException {
        rds = LocalRds.start();
        secretKey = Files.writeString(secrets.resolve("key"), rds.settings().get("secretAccessKey") + "\n");
    }

    @AfterAll
    static void stop() {
        rds.close();
    }

    private record Ended(int exit, String out, String err) {
        JsonNode json() throws IOException {
            return JSON.readTree(out);
        }

        JsonNode error() throws IOException {
            return JSON.readTree(err).path("error");
        }
    }

    private static List<String> settings() {
        Map<String, String> settings = rds.settings();
        return List.of(
                "--region", settings.get("region"),
                "--endpoint-url", settings.get("endpointUrl"),
                "--auth", "access-keys",
                "--access-key-id", settings.get("accessKeyId"),
                "--secret-access-key-file", secretKey.toString(),
                "--tls-root-cert", settings.get("tlsRootCert"));
    }

    private static Ended run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(settings());
        return runBare(all.toArray(String[]::new));
    }

    private static Ended runBare(String... args) {
        Captured captured = new Captured();
        int exit = new CommandShell(captured.console(), Map.of()).run(args);
        assertThat(captured.out() + captured.err())
                .doesNotContain(rds.settings().get("secretAccessKey"));
        return new Ended(exit, captured.out(), captured.err());
    }

    private static List<String> files(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void instancesListsTheFleet() throws Exception {
        Ended ended = run("instances", "--format", "json");
        assertThat(ended.exit()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.json()).hasSameSizeAs(rds.instanceIdentifiers());
        assertThat(ended.json().path(0).fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "arn",
                        "engine",
                        "engineVersion",
                        "instanceClass",
                        "status",
                        "available",
                        "supported",
                        "iamAuthentication",
                        "host",
                        "port",
                        "region");
    }

    @Test
    void instancesFiltersByIdentifierOrEngine() {
        assertThat(run("instances", "--filter", "prod-analytics", "--format", "csv")
                        .out())
                .contains("\nprod-analytics,arn:aws:rds:us-east-1:")
                .doesNotContain("\ndev-");
        assertThat(run("instances", "--filter", "aurora-postgresql").out()).contains("aurora-postgresql");
        Ended none = run("instances", "--filter", "no-such");
        assertThat(none.exit()).isZero();
        assertThat(none.err()).contains("None of 250 instances matches 'no-such'.");
    }

    @Test
    void testSaysHowManyInstancesItFound() throws Exception {
        Ended ended = run("test");
        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).isEqualTo("Connection successful! Found 250 instance(s).\n");
        JsonNode json = run("test", "--format", "json").json();
        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(json.path("account").asText()).isEqualTo(rds.accountId());
        assertThat(json.path("instances").asInt()).isEqualTo(250);
        assertThat(json.path("caller").asText()).startsWith("arn:aws:iam::");
        assertThat(json.path("message").asText()).isEqualTo("Connection successful! Found 250 instance(s).");
    }

    @Test
    void testWithAnInstanceLogsInToo() {
        assertThat(run("test", "prod-analytics").out()).contains("Logged in to prod-analytics/");
        assertThat(run("test", "prod-analytics", "hr").out())
                .contains("Logged in to prod-analytics/hr as fourminds_iam_user.");
    }

    @Test
    void databasesListsUserDatabases() throws Exception {
        assertThat(run("databases", "prod-analytics").out())
                .contains("DATABASE\n", "sales\n")
                .doesNotContain("rdsadmin");
        assertThat(run("databases", "prod-analytics", "--format", "json").json().findValuesAsText("name"))
                .contains("sales", "hr");
    }

    @Test
    void tablesListsBaseTables() throws Exception {
        JsonNode tables =
                run("tables", "prod-analytics", "sales", "--format", "json").json();
        assertThat(tables.findValuesAsText("qualifiedName")).contains("public.orders", "crm.contacts");
        assertThat(tables.path(0).fieldNames())
                .toIterable()
                .containsExactly("schema", "name", "qualifiedName", "estimatedRows", "columns", "sizeBytes");
        assertThat(run("tables", "prod-analytics", "sales", "--filter", "crm.*").out())
                .contains("crm.contacts")
                .doesNotContain("public.orders");
        assertThat(run("tables", "prod-analytics", "sales", "--filter", "nope").err())
                .contains("None of");
    }

    @Test
    void tablesExplainsAnEmptyList() {
        Ended ended = run("tables", "prod-analytics", "postgres");
        assertThat(ended.exit()).isZero();
        assertThat(ended.err()).startsWith("Tables list is empty");
    }

    @Test
    void previewShowsTheFirstRows() throws Exception {
        Ended table = run("preview", "prod-analytics", "sales", "customers", "--rows", "3");
        assertThat(table.exit()).isZero();
        assertThat(table.out().lines()).hasSize(4);
        JsonNode json = run("preview", "prod-analytics", "sales", "public.orders", "--rows", "3", "--format", "json")
                .json();
        assertThat(json.path("rows")).hasSize(3);
        assertThat(json.path("columns").path(0).path("name").asText()).isEqualTo("id");
        assertThat(run("preview", "prod-analytics", "sales", "public.orders", "--rows", "2", "--format", "csv")
                        .out())
                .startsWith("id,customer_id,");
        assertThat(run("preview", "prod-analytics", "sales", "ops.attachments").err())
                .contains("Left out: ");
    }

    @Test
    void aTableIsNeverSql() {
        Ended ended = run("preview", "prod-analytics", "sales", "orders; DROP TABLE public.orders");
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("There is no table");
        assertThat(run("preview", "prod-analytics", "sales", "public.orders").exit())
                .isZero();
    }

    @Test
    void urlPrintsTheUrlAloneOnStandardOutput() {
        Ended ended = run("url", "prod-analytics", "sales");
        assertThat(ended.exit()).isZero();
        assertThat(ended.out().lines())
                .singleElement()
                .asString()
                .startsWith("jdbc:fourminds-rds:prod-analytics/sales");
        assertThat(ended.err()).contains("ai.fourminds.rds.FourmindsRdsDriver", "jdbc:fourminds-rds:{host}/{database}");
    }

    @Test
    void exportWritesTheDatabaseAndItsManifest() throws Exception {
        Path out = folder.resolve("out");
        Ended ended = run(
                "export",
                "prod-analytics",
                "sales",
                "--all",
                "--exclude",
                "private.*",
                "--out",
                out.toString(),
                "--format",
                "json");
        assertThat(ended.exit()).isZero();
        JsonNode manifest = JSON.readTree(out.resolve("export.json").toFile());
        assertThat(ended.json()).isEqualTo(manifest);
        assertThat(manifest.path("consistency").asText()).isEqualTo("one-snapshot");
        List<String> named = new ArrayList<>(manifest.path("tables").findValuesAsText("file"));
        named.add("export.json");
        assertThat(files(out)).containsExactlyInAnyOrderElementsOf(named);
        for (JsonNode table : manifest.path("tables")) {
            byte[] csv = Files.readAllBytes(out.resolve(table.path("file").asText()));
            assertThat(table.path("bytes").asLong()).isEqualTo(csv.length);
            assertThat(table.path("sha256").asText())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(csv)));
        }
        assertThat(ended.err()).contains("exported  public.orders  50,000 rows", "TRUNCATED: --max-rows 0");
    }

    @Test
    void exportWithoutARowCapWritesEveryRow() throws Exception {
        Path out = folder.resolve("out");
        assertThat(run("export", "prod-analytics", "sales", "public.orders", "--max-rows", "0", "--out", out.toString())
                        .exit())
                .isZero();
        try (Stream<String> lines = Files.lines(out.resolve("public.orders.csv"))) {
            assertThat(lines.count()).isEqualTo(120_001);
        }
    }

    @Test
    void exportReplacesFilesOnlyWhenAsked() throws Exception {
        String[] export = {"export", "prod-analytics", "sales", "crm.labels", "--out", folder.toString()};
        assertThat(run(export).exit()).isZero();
        byte[] first = Files.readAllBytes(folder.resolve("crm.labels.csv"));
        Ended again = run(export);
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("crm.labels.csv", "export.json", "--overwrite");
        assertThat(run("export", "prod-analytics", "sales", "crm.labels", "--out", folder.toString(), "--overwrite")
                        .exit())
                .isZero();
        assertThat(folder.resolve("crm.labels.csv")).hasBinaryContent(first);
    }

    @Test
    void exportWritesOneTableToStandardOutput() throws Exception {
        Ended ended = run("export", "prod-analytics", "sales", "crm.labels", "--out", "-");
        assertThat(ended.exit()).isZero();
        run("export", "prod-analytics", "sales", "crm.labels", "--out", folder.toString());
        assertThat(ended.out()).isEqualTo(Files.readString(folder.resolve("crm.labels.csv")));
    }

    @Test
    void exportTakesAQuery() throws Exception {
        Ended ended = run(
                "export",
                "prod-analytics",
                "sales",
                "--query",
                "SELECT 1 AS \"a%s\", NULL::text AS b;",
                "--name",
                "my/query",
                "--out",
                folder.toString());
        assertThat(ended.exit()).isZero();
        assertThat(folder.resolve("my%2Fquery.csv")).hasContent("a%s,b\n1,");
        assertThat(JSON.readTree(folder.resolve("export.json").toFile())
                        .path("tables")
                        .path(0)
                        .path("query")
                        .asText())
                .startsWith("SELECT 1");
    }

    @Test
    void exportGoesOnAfterATableThatMayNotBeRead() throws Exception {
        Ended ended =
                run("export", "prod-analytics", "sales", "private.secrets", "crm.labels", "--out", folder.toString());
        assertThat(ended.exit()).isEqualTo(7);
        assertThat(files(folder)).containsExactly("crm.labels.csv", "export.json");
        JsonNode failed = JSON.readTree(folder.resolve("export.json").toFile())
                .path("tables")
                .path(0);
        assertThat(failed.path("status").asText()).isEqualTo("failed");
        assertThat(failed.path("error").asText()).contains("permission denied", "42501");
    }

    @Test
    void exportCancelsAStatementWhoseTimeIsUp() throws Exception {
        Ended ended = run(
                "export",
                "prod-analytics",
                "sales",
                "--query",
                "SELECT pg_sleep(600)",
                "--timeout",
                "1",
                "--out",
                folder.toString());
        assertThat(ended.exit()).isEqualTo(7);
        assertThat(files(folder)).containsExactly("export.json");
        assertThat(JSON.readTree(folder.resolve("export.json").toFile())
                        .path("tables")
                        .path(0)
                        .path("status")
                        .asText())
                .isEqualTo("timed-out");
        Ended streamed = run(
                "export", "prod-analytics", "sales", "--query", "SELECT pg_sleep(600)", "--timeout", "1", "--out", "-");
        assertThat(streamed.exit()).isEqualTo(7);
        assertThat(streamed.err()).contains("timed out after 1 s");
    }

    @Test
    void exportRefusesAQueryThatWrites() {
        Ended ended = run(
                "export",
                "prod-analytics",
                "sales",
                "--query",
                "DELETE FROM crm.labels RETURNING *",
                "--out",
                folder.toString());
        assertThat(ended.exit()).isEqualTo(7);
        assertThat(run("preview", "prod-analytics", "sales", "crm.labels").out().lines())
                .hasSizeGreaterThan(1);
    }

    @Test
    void awsRefusingTheKeyEndsWithThree() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong"), "not-the-key");
        List<String> args = new ArrayList<>(List.of("test", "--format", "json"));
        args.addAll(settings());
        args.set(args.indexOf(secretKey.toString()), wrong.toString());
        Ended ended = runBare(args.toArray(String[]::new));
        assertThat(ended.exit()).isEqualTo(3);
        assertThat(ended.error().path("headline").asText()).isNotBlank();
        assertThat(ended.error().path("remedy").asText()).isNotBlank();
        assertThat(ended.err()).doesNotContain("not-the-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod-analytix", "no-such-instance"})
    void anUnknownInstanceEndsWithFour(String instance) throws Exception {
        Ended ended = run("databases", instance, "--format", "json");
        assertThat(ended.exit()).isEqualTo(4);
        assertThat(ended.error().path("code").asText()).isEqualTo("instance-not-found");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void anUnsupportedEngineEndsWithFour() throws Exception {
        String oracle = "";
        for (JsonNode instance : run("instances", "--format", "json").json()) {
            if (instance.path("engine").asText().equals("oracle-ee")
                    && instance.path("available").asBoolean()) {
                oracle = instance.path("id").asText();
            }
        }
        Ended ended = run("databases", oracle);
        assertThat(ended.exit()).isEqualTo(4);
        assertThat(ended.err()).contains("RDS engine 'oracle-ee' is not supported");
    }

    @Test
    void aClosedPortEndsWithFive() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThat(run("databases", "prod-analytics", "--connect-port", Integer.toString(closed))
                        .exit())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"somebody_else", "'x\"y %s'"})
    void aRefusedLoginEndsWithSix(String user) {
        assertThat(run("test", "prod-analytics", "--user", user).exit()).isEqualTo(6);
    }

    @Test
    void aFaultySettingEndsWithTwo() {
        assertThat(run("instances", "--discovery-timeout", "soon").exit()).isEqualTo(2);
    }

    @Test
    void standardOutputIsUtf8() {
        String out = run("tables", "prod-analytics", "sales").out();
        assertThat(out).contains("📦");
        assertThat(out.getBytes(StandardCharsets.UTF_8)).isNotEmpty();
    }
}
