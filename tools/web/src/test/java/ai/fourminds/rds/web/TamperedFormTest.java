package ai.fourminds.rds.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that no form of the page and no program that keeps to the description sends. */
class TamperedFormTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path out;

    private static ServedForTests page;

    @BeforeAll
    static void serve() throws Exception {
        page = new ServedForTests(Map.of("region", "us-east-1", "accessKeyId", "AKIAX", "secretAccessKey", "x"), out);
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    private static Map<String, String> form(String path) {
        Map<String, String> form = new HashMap<>(Map.of("csrf", page.csrf()));
        if (path.startsWith("/configure")) {
            form.putAll(Map.of("name", "tampered", "method", "profile", "region", "us-east-1", "awsProfile", "dev"));
        } else {
            form.putAll(Map.of("instance", "i", "database", "d", "table", "t", "maxRows", "1", "timeout", "1"));
            form.putAll(Map.of("jobs", "1", "format", "csv", "compression", "none", "nullText", ""));
        }
        return form;
    }

    @ParameterizedTest
    @CsvSource({
        "/exports, instance,, instance",
        "/exports, database,, database",
        "/exports, table,, table",
        "/exports, maxRows,, 'Rows per table at most'",
        "/exports, maxRows, many, 'Rows per table at most'",
        "/exports, maxRows, 1.5, 'Rows per table at most'",
        "/exports, maxRows, -1, 'Rows per table at most'",
        "/exports, maxRows, 9223372036854775808, 'Rows per table at most'",
        "/exports, timeout,, 'Seconds per table'",
        "/exports, timeout, x, 'Seconds per table'",
        "/exports, timeout, 0, 'Seconds per table'",
        "/exports, timeout, 9223372036854775807, 'Seconds per table'",
        "/exports, jobs,, 'Connections at the same time'",
        "/exports, jobs, x, 'Connections at the same time'",
        "/exports, jobs, 0, 'Connections at the same time'",
        "/exports, jobs, 65, 'Connections at the same time'",
        "/exports, jobs, 4294967297, 'Connections at the same time'",
        "/exports, format,, format",
        "/exports, format, xlsx, 'csv, jsonl'",
        "/exports, format, CSV, 'csv, jsonl'",
        "/exports, compression,, compression",
        "/exports, compression, brotli, 'none, gzip, zstd'",
        "/exports, loadScript, excel, 'duckdb, postgresql, pandas'",
        "/exports, nullText, 'a,b', 'What NULL is written as'",
        "/exports, part, t, columns listed",
        "/exports, folder, ../x, folder",
        "/columns, instance,, instance",
        "/columns, database,, database",
        "/columns, table,, table",
        "/configure/save, name,, name",
        "/configure/save, name, a/b, a/b",
        "/configure/save, method,, method",
        "/configure/save, method, telepathy, telepathy",
        "/configure/save, discoveryTimeout, x, discoveryTimeout",
        "/configure/save, connectPort, 70000, connectPort",
        "/configure/save, method, cognito, cognito",
        "/configure/test, method, telepathy, telepathy",
        "/configure/test, connectPort, x, connectPort"
    })
    void aFormIsRefusedInWordsThatNameTheField(String path, String field, String value, String named) {
        Map<String, String> form = form(path);
        if (value == null) {
            form.remove(field);
        } else {
            form.put(field, value);
        }
        HttpResponse<String> answer = page.post(path, form);
        assertThat(answer.body()).contains("class=\"fault\"", named).doesNotContain("Internal error", "Exception");
        assertThat(path.equals("/exports") && answer.body().contains("--"))
                .as(answer.body())
                .isFalse();
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "instance| 5",
                "instance| null",
                "database| []",
                "connection| null",
                "connection| 5",
                "tables| null",
                "tables| [null]",
                "tables| [1]",
                "tables| \"t\"",
                "all| 1",
                "all| \"yes\"",
                "views| null",
                "include| {}",
                "where| [true]",
                "folder| 7",
                "maxRows| \"4\"",
                "maxRows| \"\"",
                "maxRows| null",
                "maxRows| 1.5",
                "maxRows| 9223372036854775808",
                "timeoutSeconds| true",
                "timeoutSeconds| null",
                "jobs| \"x\"",
                "jobs| {}",
                "format| \"xlsx\"",
                "format| 0",
                "format| null",
                "compression| \"brotli\"",
                "compression| 1",
                "compression| \"\"",
                "guardFormulas| 1",
                "guardFormulas| \"true\"",
                "nullText| null",
                "nullText| 0",
                "loadScripts| [\"excel\"]",
                "loadScripts| [0]",
                "loadScripts| [null]",
                "selection| {}",
                "tabels| []"
            })
    void aProgramIsRefusedInWordsThatNameTheField(String field, String value) throws Exception {
        ObjectNode body = JSON.createObjectNode().put("instance", "i").put("database", "d");
        body.set(field, JSON.readTree(value));
        HttpResponse<String> answer = ask(body.toString());
        JsonNode error = JSON.readTree(answer.body()).path("error");
        assertThat(error.path("code").asText()).isEqualTo("request-malformed");
        assertThat(error.path("headline").asText())
                .contains("\"" + field + "\"")
                .doesNotContain("ai.fourminds");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"maxRows\": -1|maxRows",
                "\"timeoutSeconds\": 0|timeoutSeconds",
                "\"timeoutSeconds\": 9223372036854775807|timeoutSeconds",
                "\"jobs\": 65|jobs",
                "\"jobs\": 4294967297|jobs",
                "\"nullText\": \",\"|nullText",
                "\"database\": \"e\"|database",
                "\"maxRows\": 1} {|request-malformed",
                "\"maxRows\": |request-malformed"
            })
    void aProgramIsRefusedInTheWordsOfItsRequest(String member, String named) {
        HttpResponse<String> answer = ask("{\"instance\": \"i\", \"database\": \"d\", " + member + "}");
        assertThat(answer.body()).contains(named).doesNotContain("\"bug\"", "--");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"format\": \"xlsx\"|\"format\" must be one of \"csv\", \"jsonl\".",
                "\"compression\": 1|\"compression\" must be one of \"none\", \"gzip\", \"zstd\".",
                "\"loadScripts\": [\"x\"]|\"loadScripts\" must be a list of \"duckdb\", \"postgresql\", \"pandas\".",
                "\"loadScripts\": \"duckdb\"|\"loadScripts\" must be a list of ",
                "\"maxRows\": \"4\"|\"maxRows\" must be a whole number.",
                "\"maxRows\": 9223372036854775808|\"maxRows\" must be a whole number.",
                "\"guardFormulas\": 1|\"guardFormulas\" must be true or false.",
                "\"where\": \"x\"|\"where\" must be a list of strings.",
                "\"where\": [1]|\"where\" must be a list of strings.",
                "\"nullText\": null|\"nullText\" must be a string.",
                "\"format\": \"jsonl\", \"guardFormulas\": true|\"format\": \"jsonl\" goes with neither \"nullText\" nor"
            })
    void aProgramIsToldWhatAFieldMayHold(String member, String told) throws Exception {
        HttpResponse<String> answer = ask("{\"instance\": \"i\", \"database\": \"d\", " + member + "}");
        assertThat(JSON.readTree(answer.body()).at("/error/headline").asText()).contains(told);
    }

    private static HttpResponse<String> ask(String body) {
        return ServedForTests.send(page.request("/api/exports")
                .header("X-CSRF-Token", page.csrf())
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "{}", "{\"tool\": 1}"})
    void aManifestThatIsNoneIsSaidToBeNone(String manifest) throws Exception {
        Path folder = Files.createDirectories(out.resolve("damaged"));
        Files.writeString(folder.resolve("export.json"), manifest);
        for (HttpResponse<String> answer : List.of(
                page.get("/exports/damaged"), page.post("/exports/damaged/retry", Map.of("csrf", page.csrf())))) {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .contains("is not what an export leaves behind", "Export into another 'Folder'.")
                    .doesNotContain("--overwrite");
        }
        assertThat(page.get("/api/exports/damaged").body()).contains("Export into another \\\"folder\\\".");
        assertThat(page.get("/exports").body()).doesNotContain("damaged");
    }
}
