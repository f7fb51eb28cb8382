package ai.fourminds.rds.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.junit.WithLocalRds;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** Tests of a database with many tables. */
@Tag("browser")
@WithLocalRds(engines = {DatabaseEngine.POSTGRESQL, DatabaseEngine.MARIADB, DatabaseEngine.MYSQL})
class BrowserListingTest {
    private static final String INSTANCE = "prod-analytics";
    private static final int MANY = 10_000;

    @TempDir
    static Path out;

    private static ServedForTests page;
    private static Chromium browser;
    private static Connection admin;

    @BeforeAll
    static void open(LocalRds rds) throws Exception {
        browser = Chromium.shared();
        admin = rds.instance(INSTANCE).adminConnection();
        run(admin, "CREATE DATABASE many");
        try (Connection many = rds.instance(INSTANCE).adminConnection("many")) {
            many.setAutoCommit(false);
            for (int from = 0; from < MANY; from += 1000) {
                run(
                        many,
                        "DO $$BEGIN FOR i IN " + from + ".." + (from + 999)
                                + " LOOP EXECUTE 'CREATE TABLE t' || i || ' (id int)'; END LOOP; END$$");
                many.commit();
            }
            run(many, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC");
            many.commit();
        }
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
    static void close() throws SQLException {
        if (page != null) {
            page.close();
            run(admin, "DROP DATABASE many WITH (FORCE)");
            admin.close();
        }
    }

    private static void list() {
        browser.driver.get(page.base
                .resolve(Links.to("/tables", "instance", INSTANCE, "database", "many"))
                .toString());
    }

    @Test
    void tenThousandTablesAreSearchedAsOneTypes() {
        list();
        assertThat(browser.driver.findElement(By.id("found")).getText()).startsWith("10000 found, the first 300 shown");
        List<?> millis = (List<?>) browser.driver.executeAsyncScript("""
                const done = arguments[0], input = document.getElementById('search'), all = [];
                for (const text of ['t', 't9', 't99', 't999', '*5', '']) {
                    const begun = performance.now();
                    input.value = text;
                    input.dispatchEvent(new Event('input', {bubbles: true}));
                    document.body.offsetHeight;
                    all.push(Math.round(performance.now() - begun));
                }
                done(all);""");
        // A hundredth of that where the machine is idle.
        assertThat(millis)
                .allSatisfy(one -> assertThat((Long) one).as("of %s", millis).isLessThan(10_000));
        browser.driver.findElement(By.id("search")).sendKeys("t999");
        assertThat(browser.driver.findElement(By.id("found")).getText()).isEqualTo("11 found.");
        browser.press("Tick all found");
        assertThat(browser.driver.findElements(By.cssSelector("input[name=table]:checked")))
                .hasSize(11);
    }

    @Test
    void aListingThatIsCutOffShowsItsBeginningAndSaysSo(LocalRds rds) throws Exception {
        try (Connection holder = rds.instance(INSTANCE).adminConnection("many")) {
            holder.setAutoCommit(false);
            run(holder, "LOCK TABLE t9999 IN ACCESS EXCLUSIVE MODE");
            boolean cut = false;
            // The listing waits for the lock for one second only, which a busy machine may let pass.
            while (!cut) {
                CompletableFuture<Void> listed = new CompletableFuture<>();
                CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> endWaiting(listed));
                list();
                listed.complete(null);
                cut = ended.get();
            }
            holder.rollback();
        }
        browser.shows("public.t0", "Only the first tables were listed", "terminating connection");
        assertThat(browser.driver.findElements(By.name("table"))).hasSize(300);
        browser.check("listing cut off");
        browser.click("a", "Load the page again");
        browser.shows("10000 found");
    }

    /** Ends the connection that waits for a lock; returns whether there was one before the page was there. */
    private static boolean endWaiting(CompletableFuture<Void> listed) {
        try (Statement statement = admin.createStatement()) {
            boolean ended = false;
            while (!ended && !listed.isDone()) {
                try (ResultSet waiting = statement.executeQuery("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = 'many' AND wait_event_type = 'Lock'")) {
                    ended = waiting.next();
                }
                Thread.sleep(10);
            }
            return ended;
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
