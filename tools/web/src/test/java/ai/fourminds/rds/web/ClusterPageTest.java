package ai.fourminds.rds.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.LocalCluster;
import ai.fourminds.rds.local.LocalEndpoint;
import ai.fourminds.rds.local.LocalRds;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

/** Clusters and proxies on the page: what is listed of them, and the walk from a cluster to its files. */
@Tag("browser")
class ClusterPageTest {
    @TempDir
    static Path folder;

    private static LocalRds rds;
    private static Chromium browser;

    @BeforeAll
    static void open() {
        rds = LocalRds.builder()
                .engines(List.of())
                .clusters(List.of(DatabaseEngine.POSTGRESQL, DatabaseEngine.MYSQL))
                .start();
        browser = Chromium.shared();
    }

    @AfterAll
    static void close() {
        if (rds != null) {
            rds.close();
        }
    }

    /** A page that dials the tunnel to an endpoint. */
    private static ServedForTests page(LocalEndpoint tunnel, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(rds.settings());
        settings.put("connectHost", "127.0.0.1");
        settings.put("connectPort", String.valueOf(tunnel.listenPort()));
        // For machines with much else to do.
        settings.put("discoveryTimeout", "60s");
        settings.putAll(more);
        return new ServedForTests(settings, folder.resolve("out"));
    }

    private static void show(ServedForTests page, String path) {
        browser.driver.get(page.page.firstUrl());
        browser.awaitTitle("Integrations");
        browser.driver.get(page.base.resolve(path).toString());
    }

    @ParameterizedTest
    @CsvSource({"prod-cluster, sales, public.customers", "prod-shop-cluster, shop, customers"})
    void aClusterIsListedWithItsMembersAndExportedFrom(String id, String database, String table) throws Exception {
        LocalCluster cluster = rds.cluster(id);
        try (ServedForTests page = page(cluster.writer(), Map.of())) {
            JsonNode listed =
                    new ObjectMapper().readTree(page.get("/api/instances").body());
            assertThat(of(listed, id)).singleElement().satisfies(row -> {
                assertThat(row.path("kind").asText()).isEqualTo("cluster");
                assertThat(row.path("host").asText()).isEqualTo(cluster.writer().host());
                assertThat(row.path("readerHost").asText())
                        .isEqualTo(cluster.reader().host());
                assertThat(row.path("customHosts").asText())
                        .isEqualTo(cluster.custom().host());
            });
            String writer = cluster.writerInstance().identifier();
            for (var member : cluster.members()) {
                String role = member.identifier().equals(writer) ? "writer" : "reader";
                assertThat(of(listed, member.identifier())).singleElement().satisfies(row -> {
                    assertThat(row.path("cluster").asText()).isEqualTo(id);
                    assertThat(row.path("role").asText()).isEqualTo(role);
                });
            }

            show(page, "/instances");
            browser.driver.findElement(By.id("search")).sendKeys(id);
            assertThat(browser.text())
                    .contains("cluster of 3", writer + " (writer)", "(reader)", "proxy")
                    .contains(
                            cluster.writer().host(),
                            cluster.reader().host(),
                            cluster.custom().host());
            browser.check("clusters");
            browser.driver.findElement(By.linkText(id)).click();
            browser.shows("Everything a connect needs is in order.", "on the writer");
            browser.click("a", "Browse databases");
            browser.click("a", database);
            browser.driver
                    .findElement(By.cssSelector("input[value='" + table + "']"))
                    .click();
            browser.press("Export the ticked tables");
            browser.awaitTitle("Exported");
            browser.shows("All 1 table exported.", id);
        }
        try (Stream<Path> exports = Files.list(folder.resolve("out"))) {
            Path export = exports.filter(path -> path.getFileName().toString().startsWith(id + "."))
                    .findFirst()
                    .orElseThrow();
            assertThat(Manifest.parse(Files.readAllBytes(export.resolve("export.json")))
                            .complete())
                    .isTrue();
        }
    }

    private static List<JsonNode> of(JsonNode listed, String id) {
        return StreamSupport.stream(listed.spliterator(), false)
                .filter(row -> row.path("id").asText().equals(id))
                .toList();
    }

    @Test
    void aProxyIsListedAndLedThrough() throws Exception {
        LocalEndpoint proxy = rds.proxy("prod-cluster-proxy").endpoint();
        String root = rds.publicRootCertificate().toString();
        try (ServedForTests page = page(proxy, Map.of("tlsRootCert", root))) {
            show(page, "/instances");
            browser.driver.findElement(By.linkText("prod-cluster-proxy")).click();
            browser.shows("Everything a connect needs is in order.");
            browser.click("a", "Browse databases");
            browser.shows("sales");
        }
    }
}
