package ai.fourminds.rds.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.SavedConnections;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.junit.WithLocalRds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The whole walk in a browser, every screen held to axe, to both colour schemes and to three widths. */
@Tag("browser")
@WithLocalRds(engines = {DatabaseEngine.POSTGRESQL, DatabaseEngine.MARIADB, DatabaseEngine.MYSQL})
class BrowserWalkTest {
    private static Path out;
    private static ServedForTests page;
    private static Chromium browser;

    @BeforeAll
    static void open(LocalRds rds, @TempDir Path folder) throws Exception {
        out = Path.of(System.getProperty("screens.out", folder.toString()));
        browser = Chromium.shared();
        page = new ServedForTests(rds.settings(), out);
        browser.driver.get(page.page.firstUrl());
        browser.awaitTitle("Integrations");
    }

    @AfterAll
    static void close() {
        if (page != null) {
            page.close();
        }
    }

    private static void click(String tag, String text) {
        browser.click(tag, text);
    }

    private static void screen(String name) throws Exception {
        browser.check(name);
        browser.screenshot(name);
    }

    @ParameterizedTest
    @CsvSource({
        "prod-analytics, sales, public.customers",
        "prod-orders, shop, customers",
        "prod-billing, shop, customers"
    })
    void fromTheHomePageToTheFiles(String instance, String database, String table) throws Exception {
        boolean pictured = instance.equals("prod-analytics");
        browser.driver.get(page.base.toString());
        click("a", "Import");
        browser.shows("oracle", "unsupported engine");
        WebElement search = browser.driver.findElement(By.id("search"));
        if (pictured) {
            screen("instances");
        }
        search.sendKeys(instance);
        assertThat(browser.driver.findElement(By.id("found")).getText()).endsWith(" found.");
        browser.driver.findElement(By.linkText(instance)).click();
        browser.shows("login: ok", "Everything a connect needs is in order.");
        if (pictured) {
            screen("connect");
        }
        click("a", "Browse databases");
        browser.shows(database);
        assertThat(browser.text()).doesNotContain("rdsadmin", "information_schema");
        if (pictured) {
            browser.check("databases");
        }
        click("a", database);
        browser.driver
                .findElement(By.cssSelector("input[value='" + table + "']"))
                .click();
        if (pictured) {
            screen("tables");
            theChoicesArePictured();
        }
        browser.driver
                .findElement(By.xpath("//tr[.//input[@value='" + table + "']]//a"))
                .click();
        browser.shows(table, "The first");
        if (pictured) {
            browser.check("preview");
        }
        browser.driver.navigate().back();
        browser.await(By.cssSelector("input[value='" + table + "']:checked"));
        click("button", "Export the ticked tables");
        browser.awaitTitle("Exported");
        browser.shows("All 1 table exported.", "fourminds-rds export", instance, database);
        if (pictured) {
            screen("exported");
            click("a", "Exports");
            browser.check("history");
        }
        Path folder = Files.list(out)
                .filter(path -> path.getFileName().toString().startsWith(instance))
                .findFirst()
                .orElseThrow();
        Manifest manifest = Manifest.parse(Files.readAllBytes(folder.resolve("export.json")));
        assertThat(manifest.complete()).isTrue();
        assertThat(page.get("/exports/" + folder.getFileName() + "/file?name="
                                + manifest.tables().get(0).file())
                        .body())
                .isEqualTo(Files.readString(
                        folder.resolve(String.valueOf(manifest.tables().get(0).file()))));
    }

    private static void theChoicesArePictured() throws Exception {
        click("summary", "Columns and rows");
        browser.press("Choose for each ticked table");
        browser.shows("Of each table");
        browser.check("columns");
        browser.driver.executeScript("document.querySelector('details').scrollIntoView()");
        browser.screenshot("columns");
        click("summary", "Columns and rows");
        click("summary", "Options");
        browser.check("options");
        browser.driver.executeScript("document.querySelectorAll('details')[1].scrollIntoView()");
        browser.screenshot("options");
        click("summary", "Options");
    }

    @Test
    void aConnectionIsTestedSavedUsedAndDisconnected(LocalRds rds) throws Exception {
        browser.driver.get(page.base.toString());
        browser.check("home");
        click("a", "Configure");
        browser.shows("IAM Role ARN", "External ID", "AWS Region", "rds:DescribeDBInstances", "CREATE USER");
        browser.check("configure-iam-role");
        click("a", "Cognito");
        Map<String, String> settings =
                new HashMap<>(rds.settings(rds.cognito().user(), rds.cognito().client()));
        browser.driver.findElement(By.id("name")).sendKeys("through-cognito");
        browser.driver.findElement(By.cssSelector("summary")).click();
        settings.forEach((name, value) -> {
            if (!name.equals("auth")) {
                WebElement field = browser.driver.findElement(By.id(name));
                if (!"select".equals(field.getTagName())) {
                    field.clear();
                }
                field.sendKeys(value);
            }
        });
        browser.driver.findElement(By.cssSelector("summary")).click();
        click("button", "Test Connection");
        browser.shows("Connection successful! Found ", "Account: " + rds.accountId());
        browser.driver.executeScript("window.scrollTo(0, 0)");
        screen("configure");
        click("button", "Save Credentials");
        browser.shows("Amazon RDS: through-cognito");
        screen("home");
        click("a", "Import from through-cognito");
        browser.shows("prod-analytics");
        browser.driver.get(page.base.toString());
        click("a", "Settings of through-cognito");
        assertThat(browser.driver.getPageSource()).doesNotContain(settings.get("cognitoPassword"));
        browser.check("settings");
        click("button", "Test Connection");
        browser.shows("Connection successful! Found ");
        click("button", "Save Credentials");
        browser.shows("Amazon RDS: through-cognito");
        click("a", "Import from through-cognito");
        browser.shows("prod-analytics");
        browser.driver.get(page.base.toString());
        click("a", "Settings of through-cognito");
        click("button", "Disconnect");
        browser.shows("Your AWS resources", "are untouched");
        assertThat(SavedConnections.ofUser().names()).doesNotContain("through-cognito");
    }

    @Test
    void theKeyboardAloneSuffices() {
        browser.driver.get(page.base.toString());
        press("Import");
        type("search", "prod-analytics");
        press("prod-analytics");
        press("Browse databases");
        press("sales");
        type("search", "customers");
        focus("Tick all found");
        browser.driver.switchTo().activeElement().sendKeys(Keys.SPACE);
        press("Columns and rows");
        press("Choose for each ticked table");
        browser.shows("Of each table");
        type("sample-0", "5");
        press("Export the ticked tables");
        browser.awaitTitle("Exported");
        browser.shows("a sample of 5 rows");
        press("Exports");
        browser.awaitTitle("Exports");
    }

    private static void press(String text) {
        focus(text);
        browser.driver.switchTo().activeElement().sendKeys(Keys.ENTER);
    }

    private static void type(String id, String text) {
        for (int tabs = 0; tabs < 100; tabs++) {
            WebElement active = browser.driver.switchTo().activeElement();
            if (id.equals(active.getDomAttribute("id"))) {
                active.sendKeys(text);
                return;
            }
            active.sendKeys(Keys.TAB);
        }
        throw new AssertionError("no way to " + id);
    }

    /** Goes there by the tab key alone, and sees where it is. */
    private static void focus(String text) {
        for (int tabs = 0; tabs < 300; tabs++) {
            WebElement active = browser.driver.switchTo().activeElement();
            if (tabs > 0 && active.getText().startsWith(text)) {
                return;
            }
            active.sendKeys(Keys.TAB);
        }
        throw new AssertionError("no way to " + text);
    }
}
