package ai.fourminds.rds.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.Faults;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.junit.WithLocalRds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Names and cells that would be scripts, exports that are cancelled or left alone. */
@Tag("browser")
@WithLocalRds(engines = {DatabaseEngine.POSTGRESQL, DatabaseEngine.MARIADB, DatabaseEngine.MYSQL})
class BrowserTroubleTest {
    private static final String INSTANCE = "prod-analytics";
    private static final String SCRIPT = "<script>document.title='owned'</script>\"<img src=x>";

    @TempDir
    static Path out;

    private static ServedForTests page;
    private static Chromium browser;
    private static Connection admin;

    @BeforeAll
    static void open(LocalRds rds) throws Exception {
        browser = Chromium.shared();
        try (Connection connection = rds.instance(INSTANCE).adminConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"a<b>&/%\"");
        }
        String name = "\"" + SCRIPT.replace("\"", "\"\"") + "\"";
        admin = rds.instance(INSTANCE).adminConnection("a<b>&/%");
        run(
                admin,
                "CREATE TABLE " + name + " (" + "\"<b>id\"" + " int, t text)",
                "CREATE TABLE columns (" + name
                        + " int, \"a,b\" int, \"x=y\" int, \"' it's \uD83D\uDE00 \" int, raw bytea)",
                "INSERT INTO columns VALUES (1, 2, 3, 4, NULL), (5, 6, 7, 8, NULL), (9, 10, 11, 12, NULL)",
                "CREATE VIEW \"view of columns\" AS SELECT * FROM columns",
                "INSERT INTO " + name + " VALUES (1, NULL), (2, ''), (3, $$" + SCRIPT + "$$), (4, repeat($$" + SCRIPT
                        + "$$, 9))",
                "CREATE TABLE quick AS SELECT 1 AS id",
                "CREATE TABLE gated AS SELECT 1 AS id",
                "CREATE FUNCTION gate() RETURNS boolean LANGUAGE plpgsql AS"
                        + " $$BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN true; END$$",
                "ALTER TABLE gated ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY gate ON gated USING (gate())",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC");
        page = new ServedForTests(rds.settings(), out);
        browser.driver.get(page.page.firstUrl());
        browser.awaitTitle("Integrations");
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @AfterAll
    static void close(LocalRds rds) throws SQLException {
        if (page != null) {
            page.close();
            admin.close();
            try (Connection connection = rds.instance(INSTANCE).adminConnection()) {
                run(connection, "DROP DATABASE \"a<b>&/%\" WITH (FORCE)");
            }
        }
    }

    private static void tables(String database) {
        browser.driver.get(page.base
                .resolve(Links.to("/tables", "instance", INSTANCE, "database", database))
                .toString());
    }

    private static void export(String... tables) {
        tables("a<b>&/%");
        for (String table : tables) {
            tick(table);
        }
        browser.press("Export the ticked");
    }

    private static void tick(String value) {
        browser.driver
                .findElement(By.cssSelector("input[value='" + value + "']"))
                .click();
    }

    @Test
    void namesAndCellsAreTextAndNeverScripts() {
        browser.driver.get(
                page.base.resolve(Links.to("/databases", "instance", INSTANCE)).toString());
        browser.shows("a<b>&/%");
        browser.check("hostile databases");
        browser.click("a", "a<b>&/%");
        browser.shows("public." + SCRIPT);
        browser.check("hostile tables");
        browser.driver
                .findElement(By.cssSelector("a[href*='table=public.%3Cscript']"))
                .click();
        browser.shows("<b>id", "NULL", "empty text", SCRIPT);
        browser.driver.findElement(By.cssSelector("td summary")).click();
        browser.check("hostile preview");
        tables("a<b>&/%");
        browser.driver.findElements(By.name("table")).get(0).click();
        browser.press("Export the ticked");
        browser.awaitTitle("Exported");
        browser.check("hostile export");
        assertThat(browser.driver.findElements(By.cssSelector("main script, main img")))
                .isEmpty();
    }

    private static void write(String id, String text) {
        WebElement field = browser.driver.findElement(By.id(id));
        field.clear();
        field.sendKeys(text);
    }

    @Test
    void hostileColumnsAreChosenAndWhatIsRefusedStaysAsItWasTyped() throws Exception {
        tables("a<b>&/%");
        tick("public.columns");
        tick("public.view of columns");
        browser.click("summary", "Columns and rows");
        browser.press("Choose for each ticked table");
        browser.shows("left out: binary");
        browser.shows(SCRIPT, "\uD83D\uDE00", "bytea", "integer");
        assertThat(browser.driver.switchTo().activeElement().getText()).isEqualTo("Of each table");
        browser.check("hostile columns");
        assertThat(browser.driver.findElements(By.cssSelector("main script, main img")))
                .isEmpty();
        tick("a,b");
        write("where-0", "\"x=y\" <> 7");
        write("sample-1", "1");
        // What was chosen is kept when a table more is ticked, and when it is refused.
        tick("public.quick");
        browser.press("Choose for each ticked table");
        browser.await(By.id("sample-2"));
        write("excludeColumns", "nowhere");
        browser.press("Export the ticked tables");
        browser.shows("has a column 'nowhere'");
        browser.check("refused");
        write("excludeColumns", "public.quick=idd");
        browser.press("Export the ticked tables");
        browser.shows("Did you mean: id?");
        write("excludeColumns", "");
        browser.click("summary", "Options");
        for (String script : List.of("duckdb", "postgresql", "pandas")) {
            tick(script);
        }
        write("folder", "chosen");
        browser.press("Export the ticked tables");
        browser.awaitTitle("Exported");
        assertThat(browser.text())
                .contains("All 3 tables exported.", "load.duckdb.sql", "load.postgresql.sql", "load_pandas.py")
                .contains("--load-script duckdb,postgresql,pandas", "where \"x=y\" <> 7", "a sample of 1 row");
        browser.check("exported in part");
        String header = "\"" + SCRIPT.replace("\"", "\"\"") + "\",x=y,\"' it's \uD83D\uDE00 \"\n";
        assertThat(Files.readString(out.resolve("chosen/public.columns.csv"))).isEqualTo(header + "1,3,4\n9,11,12\n");
        assertThat(Files.readAllLines(out.resolve("chosen/public.view of columns.csv")))
                .hasSize(2);
        assertThat(page.get("/exports/chosen/file?name=load.duckdb.sql").body())
                .isEqualTo(Files.readString(out.resolve("chosen/load.duckdb.sql")));
    }

    @Test
    void whoComesBackFindsWhatWasChosen() {
        tables("a<b>&/%");
        tick("public.columns");
        browser.click("summary", "Columns and rows");
        browser.press("Choose for each ticked table");
        browser.shows("left out: binary");
        tick("a,b");
        write("where-0", "\"x=y\" <> 7");
        browser.click("summary", "Options");
        write("maxRows", "7");
        browser.driver.findElement(By.id("format")).sendKeys("JSON lines");
        browser.press("Export the ticked tables");
        browser.awaitTitle("Exported");
        browser.driver.navigate().back();
        isChosen();
        browser.press("Export the ticked tables");
        browser.awaitTitle("Exported");
        browser.shows("All 1 table exported.", "--format jsonl");
        browser.click("a", "Back to the tables");
        isChosen();
        assertThat(browser.driver.executeScript("return JSON.stringify(Object.values(sessionStorage))"))
                .asString()
                .contains("x=y")
                .doesNotContain(page.csrf());
        // Who begins anew does not export what was ticked an hour ago.
        tables("a<b>&/%");
        browser.await(By.id("choose"));
        assertThat(browser.driver.findElements(By.cssSelector("input[name=table]:checked")))
                .isEmpty();
    }

    private static void isChosen() {
        browser.awaitTitle("Tables");
        browser.shows("left out: binary");
        assertThat((List<?>) browser.driver.executeScript(
                        "return Array.from(new FormData(document.querySelector('form[data-kept]')), f => f.join('='))"))
                .asString()
                .contains("table=public.columns", "column-0=x=y", "where-0=\"x=y\" <> 7", "maxRows=7", "format=jsonl")
                .doesNotContain("column-0=a,b");
    }

    @Test
    void aConditionThatIsNoneIsRefusedInTheServersStead() {
        tables("a<b>&/%");
        tick("public.quick");
        browser.click("summary", "Columns and rows");
        write("where", "id = 1); --");
        browser.press("Export the ticked tables");
        browser.shows("the condition is not one complete expression");
        browser.check("condition");
        browser.click("a", "Back to the tables");
        browser.awaitTitle("Tables");
    }

    @Test
    void allViewsAreExportedByTheirOption() {
        tables("a<b>&/%");
        browser.press("Tick all views found");
        browser.press("Export the ticked tables");
        browser.awaitTitle("Exported");
        browser.shows("All 1 table exported.", "--views -- prod-analytics");
    }

    @Test
    void aFailureIsShownWithItsRemedy(Faults faults) {
        faults.iamAuthenticationOff(INSTANCE);
        browser.driver.get(
                page.base.resolve(Links.to("/connect", "instance", INSTANCE)).toString());
        browser.shows("instance: failed", "aws rds modify-db-instance", "Try again");
        browser.check("failed connect");
        browser.driver.get(page.base
                .resolve(Links.to("/databases", "instance", "prod-analyticz"))
                .toString());
        browser.shows("prod-analytics");
        browser.check("fault");
    }

    @Test
    void oneTableOrAllAreCancelledAndWhatIsMissingIsRetried() throws Exception {
        run(admin, "SELECT pg_advisory_lock(1)");
        tables("a<b>&/%");
        tick("public.gated");
        tick("public.quick");
        browser.click("summary", "Columns and rows");
        write("where", "id < 7");
        browser.click("summary", "Options");
        tick("pandas");
        write("timeout", "119");
        browser.press("Export the ticked");
        browser.shows("1 of 2 tables exported");
        browser.check("export");
        browser.press("Cancel public.gated");
        browser.awaitTitle("Exported");
        browser.shows("Some tables are missing", "failed: interrupted");
        run(admin, "SELECT pg_advisory_unlock(1)");
        browser.press("Retry what is missing");
        browser.awaitTitle("Exported");
        browser.shows("All 2 tables exported.");
        browser.shows("'--where=id < 7'", "--timeout 119", "--load-script pandas");
    }

    @Test
    void aRetryThatCannotGoOnSaysWhyInThePagesWords() throws Exception {
        run(admin, "SELECT pg_advisory_lock(1)");
        tables("a<b>&/%");
        tick("public.gated");
        tick("public.quick");
        browser.click("summary", "Options");
        write("folder", "differs");
        browser.press("Export the ticked");
        browser.shows("1 of 2 tables exported");
        browser.press("Cancel public.gated");
        browser.awaitTitle("Exported");
        run(admin, "SELECT pg_advisory_unlock(1)");
        Path manifest = out.resolve("differs/export.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"maxRows\" : 50000", "\"maxRows\" : 49999"));
        browser.press("Retry what is missing");
        browser.shows(
                "cannot be resumed, because it differs in 'Rows per table at most'.", "Export into another 'Folder'.");
        browser.check("retry refused");
    }

    @Test
    void anExportGoesOnWithoutABrowserAndIsFoundAgain() throws Exception {
        run(admin, "SELECT pg_advisory_lock(1)");
        export("public.gated");
        browser.awaitTitle("Export");
        browser.driver.get("about:blank");
        browser.driver.get(page.base.toString());
        browser.named("p", "An export is running").findElement(By.tagName("a")).click();
        run(admin, "SELECT pg_advisory_unlock(1)");
        browser.awaitTitle("Exported");
        browser.shows("All 1 table exported.");
        assertThat(Files.list(out)).isNotEmpty();
    }
}
