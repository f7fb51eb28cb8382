package ai.fourminds.rds.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.page.WebPage;
import ai.fourminds.rds.cli.page.WebPages;
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
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk of the integration guide by the HTTP API, with the header that the command prints and nothing else. */
@WithLocalRds
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
        page = WebPages.installed().serve(settings, out, 0, "");
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
        for (var component : ExportRequest.class.getRecordComponents()) {
            parameters.add(component.getName());
        }
        assertThat(yaml)
                .contains(parameters.stream()
                        .map(name -> "        " + name + ": {")
                        .toList());
    }
}
