package ai.fourminds.rds.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar beside older versions of what it holds, on one class path. */
final class BundleNeighboursTest {
    private static LoadedDriver loaded;
    private static Driver driver;

    @BeforeAll
    static void loadsOlderOnesAhead() throws IOException, ReflectiveOperationException {
        loaded = LoadedDriver.in(olderAhead(), LoadedDriver.CLASS);
        driver = loaded.driver();
    }

    @AfterAll
    static void closes() throws IOException, ReflectiveOperationException {
        loaded.close();
    }

    /** The AWS SDK, slf4j and Jackson in other versions are there, too. */
    @ParameterizedTest
    @CsvSource({"prod-analytics, postgresql-", "prod-billing, mysql-connector-j-"})
    void connectsThroughAnOlderNativeDriver(String instance, String jar) throws SQLException {
        try (var connection = driver.connect("jdbc:fourminds-rds:" + instance, Clouds.settings(instance))) {
            assertThat(connection.isValid(10)).isTrue();
            var place =
                    connection.getClass().getProtectionDomain().getCodeSource().getLocation();
            assertThat(place.getPath()).contains("/older/" + jar);
        }
    }

    @Test
    void saysWhichJarIsTooOld() {
        assertThatThrownBy(() -> driver.connect("jdbc:fourminds-rds:prod-orders", Clouds.settings()))
                .isInstanceOf(SQLFeatureNotSupportedException.class)
                .hasMessageContainingAll(
                        "the engine 'mariadb'",
                        "org.mariadb.jdbc.",
                        "/mariadb-java-client-",
                        "Put a newer one in its place");
    }

    private static URLClassLoader olderAhead() throws IOException {
        List<URL> urls = new ArrayList<>();
        try (var jars = Files.list(Path.of(Bundle.required("bundle.older")))) {
            for (Path jar : jars.sorted().toList()) {
                urls.add(jar.toUri().toURL());
            }
        }
        urls.add(new Bundle().jar().toUri().toURL());
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
