package ai.fourminds.rds.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar beside older versions of what it holds, on one class path. */
final class BundleNeighboursTest {
    private static final Bundle BUNDLE = new Bundle();

    /** pgjdbc and Connector/J from then on serve just as well. */
    @ParameterizedTest
    @CsvSource({
        "prod-analytics, true, older/postgresql-", "prod-billing, true, older/mysql-connector-j-",
        "prod-orders, false, /fourminds-rds-", "prod-analytics, false, /fourminds-rds-",
    })
    void connects(String instance, boolean olderAhead, String servedFrom) throws Exception {
        try (var loader = loader(olderAhead)) {
            var driver = driver(loader);
            try (var connection = driver.connect("jdbc:fourminds-rds:" + instance, Clouds.settings())) {
                assertThat(connection.isValid(10)).isTrue();
                assertThat(connection.getClass().getProtectionDomain().getCodeSource().getLocation().getPath())
                        .contains(servedFrom);
            }
            driver.getClass().getMethod("unload").invoke(null);
        }
    }

    @Test
    void saysWhichJarIsTooOld() throws Exception {
        try (var loader = loader(true)) {
            var driver = driver(loader);
            assertThatThrownBy(() -> driver.connect("jdbc:fourminds-rds:prod-orders", Clouds.settings()))
                    .isInstanceOf(SQLFeatureNotSupportedException.class)
                    .hasMessageContainingAll(
                            "the engine 'mariadb'", "org.mariadb.jdbc.", "/mariadb-java-client-", "Remove that jar");
            driver.getClass().getMethod("unload").invoke(null);
        }
    }

    private static Driver driver(ClassLoader loader) throws ReflectiveOperationException {
        return (Driver) loader.loadClass("ai.fourminds.rds.FourmindsRdsDriver")
                .getConstructor()
                .newInstance();
    }

    private static URLClassLoader loader(boolean olderAhead) throws IOException {
        List<URL> urls = new ArrayList<>();
        try (var jars = Files.list(Path.of(Bundle.required("bundle.older")))) {
            for (Path jar : jars.sorted().toList()) {
                urls.add(jar.toUri().toURL());
            }
        }
        urls.add(olderAhead ? urls.size() : 0, BUNDLE.jar().toUri().toURL());
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
