package ai.fourminds.rds.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The modules instead of the bundle: the driver and one engine's plugin, with what they depend on. */
final class ThinClassPathTest {
    /** What Maven brings along with fourminds-rds-driver and fourminds-rds-postgresql; no other engine. */
    private static final String WANTED = ".*(driver|plugins.common|plugin-common|postgresql|awssdk|eventstream|"
            + "reactive-streams|slf4j-api|slf4j-jdk14|jdbi3|geantyref|jspecify).*";

    private static final String UNWANTED = ".*(embedded|mysql|mariadb|local-rds|rds-local|rds-cli|tools/cli).*";

    private static LoadedDriver loaded;
    private static Driver driver;

    @BeforeAll
    static void loads() throws ReflectiveOperationException, MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            var path = entry.replaceFirst(".*/(?=(driver|plugins)/[^/]*/?target)", "");
            if (path.matches(WANTED) && !path.matches(UNWANTED)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        loaded = LoadedDriver.in(
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()), LoadedDriver.CLASS);
        driver = loaded.driver();
    }

    @AfterAll
    static void closes() throws IOException, ReflectiveOperationException {
        loaded.close();
    }

    @Test
    void connectsToItsEngine() throws SQLException {
        try (var connection = driver.connect("jdbc:fourminds-rds:prod-analytics/sales", Clouds.settings())) {
            assertThat(connection.isValid(10)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:fourminds-rds:mysql://prod-billing, No plugin for the engine 'mysql', fourminds-rds-mysql",
        "jdbc:fourminds-rds:prod-orders, RDS engine 'mariadb' is not supported, postgres",
    })
    void saysWhichJarIsMissingForAnother(String url, String headline, String remedy) {
        assertThatThrownBy(() -> driver.connect(url, Clouds.settings()))
                .isInstanceOf(SQLException.class)
                .hasMessageContainingAll(headline, remedy);
    }

    @Test
    void showsItsPropertySheet() throws SQLException {
        assertThat(driver.getPropertyInfo("jdbc:fourminds-rds:", new Properties()))
                .isNotEmpty();
    }
}
