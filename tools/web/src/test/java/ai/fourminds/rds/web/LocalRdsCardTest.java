package ai.fourminds.rds.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** Who has no AWS account starts a local RDS on the home page. */
@Tag("browser")
class LocalRdsCardTest {
    @Test
    void aLocalRdsIsStartedUsedAndEndsWithThePage(@TempDir Path out) throws Exception {
        Set<ProcessHandle> before = processes();
        Set<ProcessHandle> started;
        Chromium browser = Chromium.shared();
        try (ServedForTests page = new ServedForTests(Map.of("region", "us-east-1"), out, "")) {
            browser.driver.get(page.page.firstUrl());
            browser.awaitTitle("Integrations");
            browser.check("home without connections");
            browser.press("Start a local RDS");
            browser.awaitTitle("Instances");
            browser.shows("Local RDS, region", "prod-analytics");
            browser.driver.findElement(By.linkText("prod-analytics")).click();
            browser.shows("Everything a connect needs is in order.");
            browser.click("a", "Browse databases");
            browser.click("a", "sales");
            browser.driver
                    .findElement(By.cssSelector("input[value='public.customers']"))
                    .click();
            browser.press("Export the ticked tables");
            browser.awaitTitle("Exported");
            browser.driver.get(page.base.toString());
            assertThat(browser.text()).contains("Amazon RDS: Local RDS").doesNotContain("Start a local RDS");
            assertThat(browser.driver.findElements(By.partialLinkText("Settings of")))
                    .isEmpty();
            started = processes();
        }
        started.removeAll(before);
        assertThat(started).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    }

    private static Set<ProcessHandle> processes() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").matches(".*(postgres|mysqld|mariadbd)"))
                .collect(Collectors.toSet());
    }
}
