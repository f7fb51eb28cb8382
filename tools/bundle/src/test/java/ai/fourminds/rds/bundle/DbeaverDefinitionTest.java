package ai.fourminds.rds.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/** The definition for DBeaver and its page, by the rules that DBeaver's sources have for drivers.xml and its dialog. */
final class DbeaverDefinitionTest {
    private static final Path FOLDER = Path.of("..", "..", "docs", "tools");
    /** Of a driver, what DBeaver writes and reads again. */
    private static final Set<String> READ = Set.of("id", "name", "class", "url", "description", "allowsEmptyPassword");

    private static LoadedDriver loaded;
    private static Driver driver;
    private static Element definition;

    @BeforeAll
    static void readsTheDefinitionAndMakesItsDriver() throws Exception {
        definition = (Element) DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(FOLDER.resolve("dbeaver-drivers.xml").toFile())
                .getElementsByTagName("driver")
                .item(0);
        loaded = LoadedDriver.in(new Bundle().alone(), definition.getAttribute("class"));
        driver = loaded.driver();
    }

    @AfterAll
    static void closes() throws IOException, ReflectiveOperationException {
        loaded.close();
    }

    /** A driver outside a provider that there is, or a library that is not custom, DBeaver leaves out without a word. */
    @Test
    void isWhereDbeaverLooksAndSaysNothingThatItDoesNotRead() {
        Element provider = (Element) definition.getParentNode();
        assertThat(provider.getTagName()).isEqualTo("provider");
        assertThat(provider.getAttribute("id")).isEqualTo("generic");
        assertThat(provider.getParentNode().getNodeName()).isEqualTo("drivers");
        var attributes = definition.getAttributes();
        assertThat(IntStream.range(0, attributes.getLength())
                        .mapToObj(attributes::item)
                        .map(attribute -> attribute.getNodeName()))
                .containsExactlyInAnyOrderElementsOf(READ);
        var library = (Element) definition.getElementsByTagName("library").item(0);
        assertThat(library.getAttribute("type")).isEqualTo("jar");
        assertThat(library.getAttribute("custom")).isEqualTo("true");
        assertThat(library.getAttribute("path"))
                .isEqualTo("${drivers_home}/" + new Bundle().jar().getFileName());
    }

    @Test
    void thePageSaysTheSame() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("dbeaver.md")))
                .contains("| Driver Name | `" + definition.getAttribute("name") + "` |")
                .contains("| Class Name | `" + definition.getAttribute("class") + "` |")
                .contains("| URL Template | `" + definition.getAttribute("url") + "` |")
                .contains("| Allow Empty Password | on |");
        assertThat(definition.getAttribute("allowsEmptyPassword")).isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "prod-analytics | sales | jdbc:fourminds-rds:prod-analytics/sales",
                "prod-analytics | - | jdbc:fourminds-rds:prod-analytics",
                "arn:aws:rds:us-east-1:123456789012:db:prod-analytics | sales | "
                        + "jdbc:fourminds-rds:arn:aws:rds:us-east-1:123456789012:db:prod-analytics/sales",
                "prod-billing | shop | jdbc:fourminds-rds:prod-billing/shop",
                "prod-orders | shop | jdbc:fourminds-rds:prod-orders/shop",
            })
    void connectsByTheTemplateFilledInWithEmptyUserAndPassword(String host, String database, String url)
            throws SQLException {
        var template = new DbeaverTemplate(definition.getAttribute("url"));

        String filled = template.url(Map.of("host", host, "database", database == null ? "" : database));

        assertThat(template.required()).isEmpty();
        assertThat(filled).isEqualTo(url);
        assertThat(connects(filled, "")).isTrue();
        // With a user named, DBeaver sends the password that is not there, too.
        assertThat(connects(filled, "fourminds_iam_user")).isTrue();
    }

    @Test
    void everyTemplateOfThePageTakesADatabaseOrNone() throws IOException, SQLException {
        List<String> templates = Pattern.compile("`(jdbc:fourminds-rds:[^` ]*[{]host[}][^` ]*)`")
                .matcher(Files.readString(FOLDER.resolve("dbeaver.md")))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(templates).hasSize(2);
        for (String text : templates) {
            var template = new DbeaverTemplate(text);
            assertThat(template.required()).isSubsetOf("host");
            assertThat(connects(template.url(Map.of("host", "prod-analytics")), ""))
                    .isTrue();
            assertThat(connects(template.url(Map.of("host", "prod-analytics", "database", "sales")), ""))
                    .isTrue();
        }
    }

    /** As DBeaver does: settings as properties, the user where one is typed, the password where a user is. */
    private static boolean connects(String url, String user) throws SQLException {
        Properties properties = Clouds.settings(url);
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
            properties.setProperty("password", "");
        }
        try (var connection = driver.connect(url, properties)) {
            return connection.isValid(10);
        }
    }
}
