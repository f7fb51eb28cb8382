package ai.fourminds.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import ai.fourminds.rds.FourmindsRdsDriver.Version;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.internal.connect.SharedState;
import ai.fourminds.rds.internal.settings.JdbcUrl;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FourmindsRdsDriverTest {

    private final FourmindsRdsDriver driver = new FourmindsRdsDriver();

    private Map<String, DriverPropertyInfo> sheet(String url, Properties properties) {
        return Arrays.stream(driver.getPropertyInfo(url, properties))
                .collect(Collectors.toMap(info -> info.name, Function.identity()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://h/d", "", "jdbc:fourminds"})
    @NullSource
    void leavesForeignUrlsToOthers(String url) throws SQLException {
        assertThat(driver.acceptsURL(url)).isFalse();
        assertThat(driver.connect(url, new Properties())).isNull();
    }

    @Test
    void isFoundByDriverManager() throws SQLException {
        assertThat(DriverManager.getDriver("jdbc:fourminds-rds:x")).isInstanceOf(FourmindsRdsDriver.class);
    }

    @ParameterizedTest
    @CsvSource({"x?regoin=y, did you mean region? Correct the URL", "x?tlsMode=off, 'verify-ca. Correct the URL'"})
    void endsEachSentenceOnce(String rest, String words) {
        assertThatThrownBy(() -> driver.connect("jdbc:fourminds-rds:" + rest, new Properties()))
                .hasMessageContaining(words)
                .message()
                .doesNotContain("?.", "..");
    }

    @Test
    void saysAllFaultsAtOnceAndNoSecret() {
        Properties properties = new Properties();
        properties.setProperty("secretAccessKey", "canary");
        Throwable failure = catchThrowable(
                () -> driver.connect("jdbc:fourminds-rds:-x?regoin=y&tlsMode=off&password=canary", properties));
        assertThat(failure)
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .isInstanceOf(RdsFailure.class)
                .hasMessageContainingAll("5 faults", "regoin", "did you mean region", "tlsMode", "password", "-x");
        assertThat(((SQLException) failure).getSQLState()).isEqualTo("08001");
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("canary");
    }

    @Test
    void neverWritesToTheCallersProperties() {
        Properties defaults = new Properties();
        defaults.setProperty("tlsMode", "none");
        Properties properties = new Properties(defaults);
        properties.setProperty("user", "u");
        Properties before = (Properties) properties.clone();
        assertThatThrownBy(() -> driver.connect("jdbc:fourminds-rds:x", properties))
                .hasMessageContaining("tlsMode");
        assertThat(properties).isEqualTo(before);
    }

    @Test
    void readsNumbersAndRefusesWhatIsNoText() {
        Properties properties = new Properties();
        properties.put("connectTimeout", 5000);
        assertThatThrownBy(() -> driver.connect("jdbc:fourminds-rds:x", properties))
                .hasMessageContainingAll("connectTimeout", "5000", "has no unit");
        properties.put("password", "canary".toCharArray());
        properties.put("roleArn", new StringBuilder("arn:aws:iam::123456789012:role/reader"));
        properties.put(7, "seven");
        assertThatThrownBy(() -> driver.connect("jdbc:fourminds-rds:x", properties))
                .hasMessageContainingAll(
                        "3 faults",
                        "password: hold a [C",
                        "roleArn: hold a java.lang.StringBuilder",
                        "java.lang.Integer");
        assertThat(sheet("jdbc:fourminds-rds:x", properties).get("connectTimeout").value)
                .isEqualTo("5000");
    }

    @Test
    void thePropertySheetHoldsEverySettingBeforeAnyConnect() {
        Map<String, DriverPropertyInfo> sheet = sheet("jdbc:fourminds-rds:?broken=%", null);
        assertThat(sheet).hasSize(RdsFleet.settings().size() + 1).containsKeys("region", "auth", "tlsMode");
        assertThat(sheet.get("tlsMode").choices).containsExactly("verify-full", "verify-ca");
        assertThat(sheet.get("tlsMode").value).isEqualTo("verify-full");
        assertThat(sheet.get("auth").choices).contains("access-keys", "default", "profile");
        assertThat(sheet.values()).allSatisfy(info -> {
            assertThat(info.description).isNotEmpty();
            assertThat(info.required).isFalse();
        });
        assertThat(sheet(null, null)).hasSameSizeAs(sheet);
    }

    @ParameterizedTest
    @CsvSource({"access-keys,secretAccessKey,true", "default,secretAccessKey,false", "profile,awsProfile,true"})
    void thePropertySheetMarksWhatTheChosenAuthRequires(String auth, String name, boolean required) {
        Properties properties = new Properties();
        properties.setProperty("auth", auth);
        assertThat(sheet("jdbc:fourminds-rds:x", properties).get(name).required).isEqualTo(required);
        assertThat(sheet("jdbc:fourminds-rds:x?auth=" + auth, null).get(name).required)
                .isEqualTo(required);
    }

    @Test
    void thePropertySheetSaysWhichAuthUsesASettingAndNoSecretAgain() {
        Properties properties = new Properties();
        properties.setProperty("sessionToken", "canary");
        Map<String, DriverPropertyInfo> sheet =
                sheet("jdbc:fourminds-rds:x?auth=cognito&secretAccessKey=canary&user=u", properties);
        assertThat(sheet.get("cognitoClientSecret").description).endsWith("Used by auth=cognito.");
        assertThat(sheet.get("region").description).doesNotContain("auth=");
        assertThat(sheet.get("user").value).isEqualTo("u");
        assertThat(sheet.values()).extracting(info -> info.value).doesNotContain("canary");
    }

    /** A tool that passes what it is shown must not make a URL's words its own. */
    @ParameterizedTest
    @CsvSource({
        "tlsRootCert,/tmp/upload.pem",
        "endpointUrl,https://elsewhere.example",
        "endpointUrl,no URL",
        "connectHost,elsewhere.example",
        "cognitoUserPoolId,us-east-1_elsewhere",
        "cognitoClientId,elsewhere"
    })
    void thePropertySheetRepeatsNothingThatAUrlMayNotSay(String name, String value) {
        assertThat(sheet("jdbc:fourminds-rds:x?" + name + "=" + value, null).get(name).value)
                .isNull();
        Properties own = new Properties();
        own.setProperty(name, value);
        assertThat(sheet("jdbc:fourminds-rds:x", own).get(name).value).isEqualTo(value);
    }

    @Test
    void thePropertySheetRequiresNothingThatTheEnvironmentSays() {
        Map<String, String> environment =
                Map.of("FOURMINDS_RDS_AUTH", "access-keys", "FOURMINDS_RDS_SECRET_ACCESS_KEY", "canary");
        assertThat(new PropertySheet(
                                SharedState.get(), Duration.ofSeconds(1), "jdbc:fourminds-rds:x", Map.of(), environment)
                        .rows())
                .filteredOn(info -> info.required)
                .extracting(info -> info.name)
                .containsExactly("accessKeyId");
    }

    @Test
    void thePropertySheetHoldsTheSettingsOfTheChosenMethodOfOnesOwn() {
        assertThat(sheet("jdbc:fourminds-rds:x?auth=test-vault", null)).containsKey("vaultSecret");
        assertThat(sheet("jdbc:fourminds-rds:x", null)).doesNotContainKey("vaultSecret");
    }

    @Test
    void theSettingsTableSaysWhoseASecretIs() {
        assertThat(RdsFleet.settings())
                .filteredOn(SettingInfo::secret)
                .extracting(SettingInfo::name, SettingInfo::usedByAuth, SettingInfo::requiredByAuth)
                .containsExactly(
                        tuple("cognitoClientSecret", List.of("cognito"), List.of()),
                        tuple("cognitoPassword", List.of("cognito"), List.of("cognito")),
                        tuple("secretAccessKey", List.of("access-keys"), List.of("access-keys")),
                        tuple("sessionToken", List.of("access-keys"), List.of()));
    }

    @ParameterizedTest
    @CsvSource({"0.1.0-SNAPSHOT,0,1", "12.34.5,12,34", "null,0,0", "x,0,0"})
    void readsVersions(String text, int major, int minor) {
        assertThat(Version.of(text)).isEqualTo(new Version(major, minor));
    }

    @Test
    void writesUrlsThatReadBack() {
        String url = JdbcUrl.of("prod", "a b/c%", "us-east-1", Map.of("user", "é&=?#+"));
        assertThat(url).isEqualTo("jdbc:fourminds-rds:prod/a%20b%2Fc%25?region=us-east-1&user=%C3%A9%26%3D%3F%23%2B");
    }
}
