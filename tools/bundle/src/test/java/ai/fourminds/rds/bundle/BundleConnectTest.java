package ai.fourminds.rds.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.local.LocalRds;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URLClassLoader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar alone in a class loader, as a JDBC tool loads it, against the local RDS. */
final class BundleConnectTest {
    private static final String URL = "jdbc:fourminds-rds:prod-analytics/sales";

    private static LocalRds local;
    private static URLClassLoader alone;
    private static Driver driver;

    @BeforeAll
    static void loadsTheDriverFromTheJarAlone() {
        local = Clouds.all();
        alone = new Bundle().alone();
        driver = ServiceLoader.load(Driver.class, alone).stream()
                .filter(provider -> provider.type().getName().startsWith("ai.fourminds.rds."))
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.collectingAndThen(Collectors.toList(), found -> found.get(0)));
    }

    @AfterAll
    static void leavesNothingRunning() throws IOException {
        alone.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:fourminds-rds:prod-analytics/sales",
                "jdbc:fourminds-rds:postgresql://prod-analytics/sales",
            })
    void connectsByInstanceIdentifierAsTheIamUser(String url) throws SQLException {
        try (var connection = driver.connect(url, settings());
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT current_user, current_database()")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("fourminds_iam_user");
            assertThat(row.getString(2)).isEqualTo("sales");
        }
    }

    @Test
    void takesAllSettingsButFilesFromTheUrl() throws SQLException {
        var files = new Properties();
        files.setProperty("tlsRootCert", local.settings().get("tlsRootCert"));
        var query = local.settings().entrySet().stream()
                .filter(setting -> !files.containsKey(setting.getKey()))
                .map(setting -> setting.getKey() + "=" + URLEncoder.encode(setting.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try (var connection = driver.connect(URL + "?" + query, files)) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void handsBackTheNativeDriversOwnConnection() throws SQLException, ReflectiveOperationException {
        var nativeType = alone.loadClass("org.postgresql.PGConnection");
        try (var connection = driver.connect(URL, settings())) {
            assertThat(connection.getClass().getClassLoader()).isSameAs(alone);
            assertThat(connection.unwrap(nativeType)).isInstanceOf(nativeType);
        }
    }

    @Test
    void copiesThroughTheNativeDriversCopyApi() throws SQLException, ReflectiveOperationException {
        try (var connection = driver.connect(URL, settings())) {
            assertThat(copyOut(connection, "COPY (SELECT 1, 'a,b') TO STDOUT (FORMAT csv)"))
                    .isEqualTo("1,\"a,b\"\n");
        }
    }

    @Test
    void describesItsSettingsBeforeAnyConnect() throws SQLException {
        var infos = Arrays.asList(driver.getPropertyInfo(URL, new Properties()));
        assertThat(infos).extracting(info -> info.name).contains("region", "user", "auth", "tlsRootCert");
        assertThat(infos)
                .filteredOn(info -> info.name.equals("auth"))
                .singleElement()
                .satisfies(BundleConnectTest::isAChoice);
    }

    @Test
    void leavesForeignUrlsToOthers() throws SQLException {
        assertThat(driver.acceptsURL("jdbc:postgresql://localhost/sales")).isFalse();
        assertThat(driver.connect("jdbc:postgresql://localhost/sales", new Properties()))
                .isNull();
    }

    @Test
    void failsInOurWordsWithoutARelocatedClassOrASecret() {
        var settings = settings();
        settings.setProperty("secretAccessKey", "not-the-right-one");
        assertThatThrownBy(() -> driver.connect(URL, settings))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Invalid Secret Access Key")
                .message()
                .doesNotContain("not-the-right-one", "ai.fourminds.rds.shaded");
    }

    @Test
    void worksThroughDriverManagerInAJvmOfItsOwnAndSaysNothingOnStderr() throws IOException, InterruptedException {
        var answer = DriverManagerClient.run(new Bundle(), URL, settings());
        assertThat(answer.stderr()).isEmpty();
        assertThat(answer.stdout()).isEqualToIgnoringNewLines("fourminds_iam_user");
    }

    private static void isAChoice(DriverPropertyInfo auth) {
        assertThat(auth.choices).contains("default", "access-keys");
    }

    private static String copyOut(Connection connection, String sql) throws SQLException, ReflectiveOperationException {
        var nativeType = alone.loadClass("org.postgresql.PGConnection");
        var copyType = alone.loadClass("org.postgresql.copy.CopyManager");
        var copy = nativeType.getMethod("getCopyAPI").invoke(connection.unwrap(nativeType));
        var text = new StringWriter();
        copyType.getMethod("copyOut", String.class, Writer.class).invoke(copy, sql, text);
        return text.toString();
    }

    private static Properties settings() {
        var settings = new Properties();
        settings.putAll(local.settings());
        return settings;
    }
}
