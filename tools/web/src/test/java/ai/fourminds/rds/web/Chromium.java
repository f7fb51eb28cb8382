package ai.fourminds.rds.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.server.MissingRequirement;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium without a window, and what every screen is held to. For one thread. */
final class Chromium {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path SCREENS = Path.of("target", "screens");

    private static @Nullable Chromium shared;

    final ChromeDriver driver;

    /** Returns the one of all classes, which ends with this JVM. */
    static Chromium shared() {
        if (shared == null) {
            shared = new Chromium();
            Runtime.getRuntime().addShutdownHook(new Thread(shared.driver::quit));
        }
        return shared;
    }

    private Chromium() {
        ChromeOptions options = new ChromeOptions()
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        // Else colours are measured on their way from one to the other.
                        "--force-prefers-reduced-motion",
                        "--window-size=1280,900",
                        "--disable-dev-shm-usage");
        options.setBinary(program("chromium"));
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(program("chromedriver"))
                        .build(),
                options);
        driver.manage().timeouts().pageLoadTimeout(LIMIT).scriptTimeout(LIMIT.multipliedBy(5));
    }

    private static File program(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> new File(folder, name))
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> new UncheckedIOException(new MissingRequirement(
                        "Tests of the page need Chromium; install it: apt-get install chromium chromium-driver")));
    }

    /** The one element that shows this text to people: a link, a button, a heading. */
    WebElement named(String tag, String text) {
        return driver.findElement(By.xpath("//" + tag + "[starts-with(normalize-space(.), \"" + text + "\")]"));
    }

    void press(String text) {
        click("button", text);
    }

    /** Clicks what shows the text, once it is there; also where it is just being replaced by its like. */
    void click(String tag, String text) {
        new WebDriverWait(driver, LIMIT)
                .ignoring(StaleElementReferenceException.class)
                .until(page -> {
                    named(tag, text).click();
                    return true;
                });
    }

    /** What the page shows. By a script, because an element may give way to the next page's before it is asked. */
    String text() {
        return new WebDriverWait(driver, LIMIT)
                .ignoring(WebDriverException.class)
                .until(page -> (String) driver.executeScript("return document.querySelector('main').innerText"));
    }

    /** Waits until the title begins so. */
    void awaitTitle(String title) {
        new WebDriverWait(driver, LIMIT)
                .until(page -> String.valueOf(page.getTitle()).startsWith(title));
    }

    /** Waits until the page has the element. */
    void await(By element) {
        new WebDriverWait(driver, LIMIT)
                .until(page -> !page.findElements(element).isEmpty());
    }

    /** Waits until the page shows all of these texts: after a click it may still be the page before. */
    void shows(String... texts) {
        try {
            new WebDriverWait(driver, LIMIT).until(page -> Stream.of(texts).allMatch(text()::contains));
        } catch (TimeoutException late) {
            assertThat(text()).contains(texts);
        }
    }

    /** Light and dark without a finding of axe; from a phone to 4K without scrolling sideways. */
    void check(String screen) {
        for (String scheme : List.of("light", "dark")) {
            driver.executeCdpCommand(
                    "Emulation.setEmulatedMedia",
                    Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
            assertThat(axe()).as("%s, %s", screen, scheme).isEmpty();
        }
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        for (int width : new int[] {360, 1280, 3840}) {
            size(width, 900);
            Object beyond = driver.executeScript(
                    "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assertThat(beyond).as("%s at %d", screen, width).isEqualTo(0L);
        }
        size(1280, 900);
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What axe objects to: rule, and where. */
    private List<?> axe() {
        if (Boolean.FALSE.equals(driver.executeScript("return 'axe' in window"))) {
            driver.executeScript(axeProgram());
        }
        Object found = driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + " axe.run().then(result => done(result.violations.map(one => one.id + ': '"
                + " + one.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | '))));");
        return (List<?>) Optional.ofNullable(found).orElseThrow();
    }

    private static String axeProgram() {
        try (InputStream in = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With {@code -Dscreens.out=FOLDER}, a folder that may be seen in them, pictures go into the documentation, too. */
    void screenshot(String name) throws IOException {
        byte[] image = driver.getScreenshotAs(OutputType.BYTES);
        assertThat(image.length).as(name).isLessThan(300_000);
        Files.createDirectories(SCREENS);
        Files.write(SCREENS.resolve(name + ".png"), image);
        if (System.getProperty("screens.out") != null) {
            Path docs = Path.of("..", "..", "docs", "images");
            Files.createDirectories(docs);
            Files.write(docs.resolve("page-" + name + ".png"), image);
        }
    }
}
