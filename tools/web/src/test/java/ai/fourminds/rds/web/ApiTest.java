package ai.fourminds.rds.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.catalogue.TableSelection;
import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.page.WebPage;
import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.junit.WithLocalRds;
import ai.fourminds.rds.web.export.ExportRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The walk of the integration guide by the HTTP API, with the header that the command prints and nothing else. */
@WithLocalRds(engines = {DatabaseEngine.POSTGRESQL, DatabaseEngine.MARIADB, DatabaseEngine.MYSQL})
class ApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SALES = "/api/instances/prod-analytics/databases/sales/tables";

    @TempDir
    static Path out;

    private static WebPage.Served page;
    private static URI base;

    @BeforeAll
    static void serve(LocalRds rds) throws Exception {
        Map<String, String> settings = new HashMap<>(rds.settings());
        // For machines with much else to do.
        settings.put("discoveryTimeout", "60s");
        page = WebPage.installed().serve(settings, out, 0, "");
        base = URI.create(page.firstUrl()).resolve("/");
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    private static HttpRequest.Builder request(String path) {
        String[] header = page.apiHeader().split(": ", 2);
        return HttpRequest.newBuilder(base.resolve(path)).header(header[0], header[1]);
    }

    private static JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = ServedForTests.send(request(path));
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> post(String body) {
        return ServedForTests.send(request("/api/exports").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void walksFromTheInstancesToTheFiles() throws Exception {
        assertThat(get("/api/instances").findValuesAsText("id")).contains("prod-analytics");
        assertThat(get("/api/instances/prod-analytics/databases").findValuesAsText("name"))
                .contains("sales")
                .doesNotContain("rdsadmin");
        assertThat(get(SALES).findValuesAsText("qualifiedName")).contains("public.customers");
        JsonNode preview = get(SALES + "/public.customers/preview?rows=3");
        assertThat(preview.path("rows")).hasSize(3);
        assertThat(preview.path("columns").findValuesAsText("name")).isNotEmpty();
        for (String rows : List.of("x", "-1", "99999999999")) {
            assertThat(get(SALES + "/public.customers/preview?rows=" + rows)
                            .path("error")
                            .path("code")
                            .asText())
                    .isEqualTo("request-malformed");
        }

        HttpResponse<String> started = post("""
                {"instance": "prod-analytics", "database": "sales", "tables": ["public.customers"], "folder": "by-api",
                 "maxRows": 10}""");
        assertThat(started.statusCode()).isEqualTo(201);
        String location = started.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> events = ServedForTests.send(request(location).header("Accept", "text/event-stream"));
        List<String> data =
                events.body().lines().filter(line -> line.startsWith("data: ")).toList();
        JsonNode last = JSON.readTree(data.get(data.size() - 1).substring("data: ".length()));
        assertThat(last.path("state").asText()).isEqualTo("done");
        assertThat(last.path("rows").asLong()).isEqualTo(10);
        assertThat(get("/api/exports").findValuesAsText("id")).contains("by-api");
        JsonNode manifest = JSON.readTree(
                ServedForTests.send(request(location + "/files/export.json")).body());
        assertThat(manifest.path("tables").path(0).path("truncated").asBoolean())
                .isTrue();
        String file = manifest.path("tables").path(0).path("file").asText();
        assertThat(ServedForTests.send(request(location + "/files/" + file)).body())
                .isEqualTo(Files.readString(out.resolve("by-api").resolve(file)));
        assertThat(ServedForTests.send(request(location).DELETE()).statusCode()).isEqualTo(200);
    }

    /** Waits for the end of an export, and returns its manifest. */
    private static JsonNode exported(String body) throws Exception {
        HttpResponse<String> started = post(body);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
        String location = started.headers().firstValue("Location").orElseThrow();
        ServedForTests.send(request(location).header("Accept", "text/event-stream"));
        return JSON.readTree(
                ServedForTests.send(request(location + "/files/export.json")).body());
    }

    @Test
    void aPartOfTablesIsChosenAsTheCommandDoes(LocalRds rds) throws Exception {
        try (Connection admin = rds.instance("prod-analytics").adminConnection("sales");
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE TABLE parts (id int, \"a,b\" text, secret text, picture bytea)");
            statement.execute("INSERT INTO parts SELECT n, 'x' || n, 's', NULL FROM generate_series(1, 100) n");
            statement.execute("CREATE VIEW few AS SELECT * FROM parts WHERE id < 4");
            statement.execute("GRANT SELECT ON parts, few TO PUBLIC");
        }
        assertThat(get(SALES + "/parts/columns").findValuesAsText("name"))
                .containsExactly("id", "a,b", "secret", "picture");
        assertThat(get(SALES + "/parts/columns").findValuesAsText("exported"))
                .containsExactly("true", "true", "true", "false");
        assertThat(get(SALES).findValuesAsText("qualifiedName")).doesNotContain("public.few");
        assertThat(get(SALES + "?views=true").findValuesAsText("qualifiedName")).contains("public.few", "public.parts");

        JsonNode manifest = exported("""
                {"instance": "prod-analytics", "database": "sales", "tables": ["parts", "few"], "folder": "parts",
                 "columns": ["parts=id,\\"a,b\\",secret"], "excludeColumns": ["secret"], "where": ["parts=id <= 10"],
                 "sample": ["few=2"], "loadScripts": ["duckdb", "pandas"]}""");
        assertThat(manifest.findPath("selection")).isEqualTo(JSON.readTree("""
                ["public.few", "public.parts", "--columns", "parts=id,\\"a,b\\",secret", "--exclude-columns", "secret",
                 "--where", "parts=id <= 10", "--sample", "few=2"]"""));
        assertThat(manifest.findValuesAsText("rows")).containsExactly("10", "2");
        assertThat(Files.readString(out.resolve("parts/public.parts.csv"))).startsWith("id,\"a,b\"\n1,x1\n");
        assertThat(ServedForTests.send(request("/api/exports/parts/files/load.duckdb.sql"))
                        .body())
                .contains("public.parts.csv");
        assertThat(out.resolve("parts/load_pandas.py")).exists();
        assertThat(out.resolve("parts/load.postgresql.sql")).doesNotExist();

        JsonNode views = exported("{\"instance\": \"prod-analytics\", \"database\": \"sales\", \"views\": true}");
        assertThat(views.findValuesAsText("kind")).contains("view").doesNotContain("table");
    }

    @Test
    void jsonLinesAreWrittenRetriedAndSaidInTheCommand(LocalRds rds) throws Exception {
        String body = """
                {"instance": "prod-analytics", "database": "sales", "tables": ["public.customers"], "folder": "lines",
                 "format": "jsonl", "maxRows": 3, "loadScripts": ["pandas"]}""";
        JsonNode manifest = exported(body);
        assertThat(manifest.findPath("format").asText()).isEqualTo("jsonl");
        List<String> lines = Files.readAllLines(out.resolve("lines/public.customers.jsonl"));
        assertThat(lines).hasSize(3);
        for (String line : lines) {
            assertThat(JSON.readTree(line).isObject()).isTrue();
        }
        try (ServedForTests again = new ServedForTests(rds.settings(), out)) {
            Files.delete(out.resolve("lines/public.customers.jsonl"));
            assertThat(again.get("/exports/lines").body())
                    .contains("--load-script pandas", "--max-rows 3", "--format jsonl");
            again.post("/exports/lines/retry", Map.of("csrf", again.csrf(), "connection", ""));
            ServedForTests.send(again.request("/api/exports/lines").header("Accept", "text/event-stream"));
        }
        assertThat(Files.readAllLines(out.resolve("lines/public.customers.jsonl")))
                .isEqualTo(lines);
        assertThat(post(body.replace("pandas", "duckdb")).body()).contains("go with CSV files only");
        assertThat(post(body.replace("\"maxRows\": 3", "\"nullText\": \"NULL\""))
                        .body())
                .contains("\\\"format\\\": \\\"jsonl\\\" goes with neither \\\"nullText\\\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"columns\": [\"custoners=id\"]|Did you mean the table",
                "\"columns\": [\"nmae\"]|has no column 'nmae'",
                "\"where\": [\"custoners=id > 1\"]|where-unknown",
                "\"where\": [\"id > 1\", \"id > 2\"]|Join the conditions with AND",
                "\"sample\": [\"few\"]|takes a number of rows",
                "\"all\": true|Tables are named, and all or a pattern",
                "\"where\": \"id > 1\"|request-malformed",
                "\"loadScripts\": [\"excel\"]|request-malformed",
                "\"loadScripts\": [\"pandas\"], \"guardFormulas\": true|loadScripts"
            })
    void whatCannotBeMeantIsRefused(String field, String message) {
        HttpResponse<String> refused =
                post("{\"instance\": \"prod-analytics\", \"database\": \"sales\", \"tables\": [\"public.customers\"], "
                        + field + "}");
        assertThat(refused.body()).contains(message);
        assertThat(refused.statusCode()).isEqualTo(400);
    }

    /** Where it is; listed at once, before it has a folder. */
    private static String startedAndListed() {
        String location = post("""
                {"instance": "prod-analytics", "database": "sales", "tables": ["public.customers"],
                 "maxRows": 1}""").headers().firstValue("Location").orElse("refused");
        assertThat(ServedForTests.send(request("/api/exports")).body())
                .contains("\"" + location.substring(location.lastIndexOf('/') + 1) + "\"");
        return location;
    }

    @Test
    void exportsOfTheSameSecondHaveFoldersOfTheirOwn() throws Exception {
        List<CompletableFuture<String>> started = new ArrayList<>();
        for (int export = 0; export < 6; export++) {
            started.add(CompletableFuture.supplyAsync(ApiTest::startedAndListed, task -> new Thread(task).start()));
        }
        Set<String> locations = new TreeSet<>();
        for (CompletableFuture<String> export : started) {
            locations.add(export.get());
        }
        assertThat(locations).hasSize(6).doesNotContain("refused");
        for (String location : locations) {
            ServedForTests.send(request(location).header("Accept", "text/event-stream"));
            String manifest = ServedForTests.send(request(location + "/files/export.json"))
                    .body();
            assertThat(JSON.readTree(manifest).findValuesAsText("rows")).containsExactly("1");
        }
    }

    @Test
    void aConditionThatIsNoneIsNeverSent() throws Exception {
        HttpResponse<String> started = post("""
                {"instance": "prod-analytics", "database": "sales", "tables": ["public.customers"], "folder": "none",
                 "where": ["1=1); DROP TABLE customers; --"]}""");
        HttpResponse<String> events =
                ServedForTests.send(request("/api/exports/none").header("Accept", "text/event-stream"));
        assertThat(started.statusCode()).isEqualTo(201);
        assertThat(events.body())
                .contains("the condition is not one complete expression: a parenthesis closes that none has opened");
        assertThat(get(SALES).findValuesAsText("qualifiedName")).contains("public.customers");
    }

    @Test
    void namesMayHoldAnything(LocalRds rds) throws Exception {
        try (Connection admin = rds.instance("prod-analytics").adminConnection("sales");
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE TABLE \"a/b%2F c?\" AS SELECT 'ü' AS x");
            statement.execute("GRANT SELECT ON \"a/b%2F c?\" TO PUBLIC");
        }
        String name =
                URLEncoder.encode("public.a/b%2F c?", StandardCharsets.UTF_8).replace("+", "%20");
        assertThat(get(SALES + "/" + name + "/preview")
                        .path("rows")
                        .path(0)
                        .path(0)
                        .asText())
                .isEqualTo("ü");
    }

    @Test
    void failuresAreTheCatalogues() throws Exception {
        JsonNode error = get("/api/instances/prod-analyticz/databases").path("error");
        assertThat(error.path("headline").asText()).contains("prod-analyticz");
        assertThat(error.path("remedy").asText()).contains("fourminds-rds instances");
        assertThat(post("{\"instance\": \"prod-analytics\"}").body()).contains("request-malformed");
        assertThat(post("{\"instance\": \"i\", \"database\": \"d\", \"tabels\": []}")
                        .body())
                .contains("tabels");
        assertThat(post("{\"instance\": \"prod-analytics\", \"database\": \"sales\", \"tables\": [\"x\"]}")
                        .body())
                .contains("table-unknown");
    }

    @Test
    void theDescriptionNamesEveryPath() throws Exception {
        String yaml = ServedForTests.send(request("/api/openapi.yaml")).body();
        TreeSet<String> described = new TreeSet<>();
        Pattern.compile("(?m)^  (/api[^:]*):$").matcher(yaml).results().forEach(found -> described.add(found.group(1)));
        TreeSet<String> served = new TreeSet<>();
        String source = Files.readString(Path.of("src/main/java/ai/fourminds/rds/web/Api.java"));
        Pattern.compile("routes[.]\\w+\\(\"([^\"]+)\"")
                .matcher(source)
                .results()
                .forEach(found -> served.add(found.group(1)));
        served.remove("/api/openapi.yaml");
        assertThat(described).isEqualTo(served);
        List<String> parameters = new ArrayList<>();
        for (Class<?> part : List.of(ExportRequest.class, TableSelection.class)) {
            for (var component : part.getRecordComponents()) {
                parameters.add(component.getName());
            }
        }
        parameters.remove("selection");
        assertThat(yaml)
                .contains(
                        "maxRows: {type: integer, default: " + ExportLimits.DEFAULT_ROWS + ",",
                        "timeoutSeconds: {type: integer, default: " + ExportLimits.DEFAULT_SECONDS + ",",
                        "jobs: {type: integer, default: " + ExportLimits.DEFAULT_JOBS + ", minimum: 1, maximum: "
                                + ExportLimits.MAX_JOBS + "}")
                .contains(parameters.stream()
                        .map(name -> "        " + name + ": {")
                        .toList());
    }
}
