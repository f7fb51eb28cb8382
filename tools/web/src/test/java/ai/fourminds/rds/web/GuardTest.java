package ai.fourminds.rds.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import ai.fourminds.rds.SavedConnections;
import java.net.ConnectException;
import java.net.HttpCookie;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page promises of security, by HTTP alone. */
class GuardTest {
    private static final String CANARY = "canary-secret-7391";

    @TempDir
    static Path folder;

    private static Path out;
    private static ServedForTests page;

    @BeforeAll
    static void serve() throws Exception {
        out = folder.resolve("out");
        page = new ServedForTests(
                Map.of("region", "us-east-1", "accessKeyId", "AKIACANARY", "secretAccessKey", CANARY), out);
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    private static List<String> paths() {
        return List.of("/", "/configure", "/exports", "/assets/app.js", "/api/instances", "/api/exports", "/nowhere");
    }

    @Test
    void whoHasNoCookieGetsNothing() {
        for (String path : paths()) {
            HttpResponse<String> answer = ServedForTests.send(HttpRequest.newBuilder(page.base.resolve(path)));
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.body()).doesNotContain("<");
        }
    }

    @Test
    void aWrongKeyOpensNothing() {
        HttpResponse<String> answer =
                ServedForTests.send(HttpRequest.newBuilder(page.base.resolve("/open?key=" + "A".repeat(43))));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void theFirstAddressGivesACookieThatScriptsAndOtherSitesDoNotGet() {
        HttpResponse<String> answer = ServedForTests.send(HttpRequest.newBuilder(URI.create(page.page.firstUrl())));
        String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set).contains("HttpOnly").contains("SameSite=Strict");
        assertThat(HttpCookie.parse(set).get(0).getValue()).hasSize(43);
        assertThat(page.page.firstUrl())
                .doesNotContain(HttpCookie.parse(set).get(0).getValue());
    }

    @Test
    void everyAnswerForbidsFramesSniffingCachesAndForeignContent() {
        for (String path : paths()) {
            HttpResponse<String> answer = page.get(path);
            assertThat(answer.headers().map())
                    .as(path)
                    .containsEntry("x-frame-options", List.of("DENY"))
                    .containsEntry("x-content-type-options", List.of("nosniff"))
                    .containsEntry("cache-control", List.of("no-store"))
                    .containsEntry("cross-origin-resource-policy", List.of("same-origin"));
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
        }
    }

    @Test
    void noPageHasScriptsOrStylesOfItsOwnOrFromElsewhere() {
        for (String path : List.of("/", "/configure", "/exports")) {
            assertThat(page.get(path).body())
                    .contains("<h1")
                    .doesNotContainPattern("<script(?! src=\"/assets/)")
                    .doesNotContain("<style", " style=", " onclick=", "javascript:", "http://", "https://");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "127.0.0.1", "127.0.0.1:1", "evil.example:80", "localhost.evil.example", ""})
    void aForeignHostIsRefused(String host) throws Exception {
        String answer = page.raw("GET / HTTP/1.1", "Host: " + host, "Cookie: " + page.cookie);
        assertThat(answer).containsPattern("^HTTP/1.1 40[03]").doesNotContain("<h1");
    }

    @Test
    void aMissingHostIsRefused() throws Exception {
        assertThat(page.raw("GET / HTTP/1.0", "Cookie: " + page.cookie))
                .containsPattern("^HTTP/1.[01] 40[03]")
                .doesNotContain("<h1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:9"})
    void aForeignOriginIsRefused(String origin) throws Exception {
        assertThat(page.raw(
                        "GET /api/exports HTTP/1.1",
                        "Host: " + page.host(),
                        "Origin: " + origin,
                        "Cookie: " + page.cookie))
                .startsWith("HTTP/1.1 403");
        assertThat(page.raw("GET /api/exports HTTP/1.1", "Host: " + page.host(), "Cookie: " + page.cookie))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none"})
    void aFormOfAnotherSiteIsRefused(String site) throws Exception {
        String body = "csrf=" + page.csrf() + "&name=x";
        assertThat(page.raw(
                        "POST /configure/disconnect HTTP/1.1",
                        "Host: " + page.host(),
                        "Sec-Fetch-Site: " + site,
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: " + body.length(),
                        "Cookie: " + page.cookie,
                        "Connection: close",
                        "",
                        body))
                .startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/local",
                "/columns",
                "/configure/test",
                "/configure/save",
                "/configure/disconnect",
                "/exports",
                "/exports/x/cancel",
                "/exports/x/retry",
                "/api/exports"
            })
    void whatChangesAnythingNeedsTheFormsToken(String path) {
        assertThat(page.post(path, Map.of("name", "x")).statusCode()).isEqualTo(403);
        assertThat(page.post(path, Map.of("name", "x", "csrf", "wrong")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void theApiTakesItsTokenAlone() {
        HttpRequest.Builder request = HttpRequest.newBuilder(page.base.resolve("/api/exports"));
        String[] header = page.page.apiHeader().split(": ", 2);
        assertThat(ServedForTests.send(request.copy().header(header[0], header[1]))
                        .statusCode())
                .isEqualTo(200);
        assertThat(ServedForTests.send(request.copy().header(header[0], "Bearer wrong"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(ServedForTests.send(HttpRequest.newBuilder(page.base).header(header[0], header[1]))
                        .statusCode())
                .as("pages take the cookie alone")
                .isEqualTo(403);
    }

    @Test
    void itListensOnLoopbackAlone() throws Exception {
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : network.inetAddresses().toList()) {
                if (address instanceof Inet4Address && !address.isLoopbackAddress()) {
                    assertThatThrownBy(() -> new Socket(address, page.base.getPort()).close())
                            .isInstanceOf(ConnectException.class);
                }
            }
        }
    }

    @Test
    void secretsNeverComeBack() throws Exception {
        SavedConnections saved = SavedConnections.ofUser();
        saved.save(
                "canary",
                Map.of(
                        "region",
                        "us-east-1",
                        "auth",
                        "access-keys",
                        "accessKeyId",
                        "AKIAX",
                        "secretAccessKey",
                        CANARY,
                        "socketTimeout",
                        "30"));
        for (String path :
                List.of("/", "/configure", "/configure?method=access-keys", "/configure?connection=canary")) {
            assertThat(page.get(path).body()).contains("<h1").doesNotContain(CANARY);
        }
        Map<String, String> form = new HashMap<>(Map.of(
                "csrf",
                page.csrf(),
                "name",
                "canary",
                "saved",
                "canary",
                "method",
                "access-keys",
                "region",
                "eu-west-1"));
        form.putAll(Map.of("accessKeyId", "AKIAX", "secretAccessKey", ""));
        assertThat(page.post("/configure/save", form).body()).doesNotContain(CANARY);
        assertThat(saved.show("canary")).containsEntry("region", "eu-west-1");
        assertThat(saved.masked("canary"))
                .as("what is left empty stays, and what has no field")
                .containsOnly(entry("secretAccessKey", CANARY), entry("socketTimeout", "30"));
        form.remove("saved");
        assertThat(page.post("/configure/save", form).body())
                .as("another form of that name has to say it")
                .contains("secretAccessKey");
        form.putAll(Map.of("saved", "canary", "method", "profile", "awsProfile", "dev"));
        page.post("/configure/save", form);
        assertThat(saved.masked("canary")).containsOnlyKeys("socketTimeout");
        HttpResponse<String> refused = page.post(
                "/configure/save",
                Map.of(
                        "csrf",
                        page.csrf(),
                        "name",
                        "../x",
                        "method",
                        "access-keys",
                        "region",
                        "r",
                        "secretAccessKey",
                        CANARY));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("class=\"fault\"").doesNotContain(CANARY);
        assertThat(page.post("/configure/disconnect", Map.of("csrf", page.csrf(), "name", "canary"))
                        .body())
                .contains(
                        "Your AWS resources (IAM roles, OIDC providers, Cognito pools, policies, and IAM DB users) are");
        assertThat(saved.names()).doesNotContain("canary");
        assertThat(page.page.toString()).doesNotContain(page.cookie, CANARY);
    }

    @Test
    void downloadsStayBelowTheFolder() throws Exception {
        Files.writeString(folder.resolve("outside.csv"), CANARY);
        Files.createDirectories(out.resolve("mine"));
        Files.writeString(out.resolve("mine/unlisted.csv"), CANARY);
        Files.createSymbolicLink(out.resolve("link"), folder);
        Files.createSymbolicLink(out.resolve("mine/export.json"), folder.resolve("outside.csv"));
        for (String path : List.of(
                "/exports/mine/file?name=unlisted.csv",
                "/exports/mine/file?name=../../outside.csv",
                "/exports/mine/file?name=..%2F..%2Foutside.csv",
                "/exports/mine/file?name=/etc/passwd",
                "/exports/mine/file?name=export.json",
                "/exports/link/file?name=outside.csv",
                "/exports/..%2F/file?name=outside.csv",
                "/exports/%2e%2e/file?name=outside.csv",
                "/exports/link",
                "/api/exports/mine/files/..%2F..%2Foutside.csv",
                "/api/exports/link/files/outside.csv")) {
            HttpResponse<String> answer = page.get(path);
            assertThat(answer.statusCode()).as(path).isBetween(400, 404);
            assertThat(answer.body()).as(path).doesNotContain(CANARY, "root:");
        }
    }

    @Test
    void anExportWritesBelowTheFolderAlone() {
        for (String name : List.of("../x", "/tmp/x", "a/b", "..", ".hidden", "a\\b")) {
            HttpResponse<String> answer = ServedForTests.send(page.request("/api/exports")
                    .header("X-CSRF-Token", page.csrf())
                    .POST(HttpRequest.BodyPublishers.ofString("{\"instance\":\"i\",\"database\":\"d\",\"folder\":\""
                            + name.replace("\\", "\\\\") + "\"}")));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("folder-name");
        }
    }

    @Test
    void noRequestFailsWithoutWords() {
        for (String path :
                List.of("/exports/unknown", "/configure?connection=unknown", "/instances?connection=unknown")) {
            assertThat(page.get(path).body()).as(path).contains("class=\"fault\"");
        }
        assertThat(page.get("/api/exports/unknown").body()).contains("\"headline\"");
    }
}
