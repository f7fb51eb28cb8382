package ai.fourminds.rds.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.internal.settings.Settings.Origin;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

    private static final SettingsReader.MethodTable METHODS = new SettingsReader.MethodTable() {
        @Override
        public Map<String, Set<String>> settingsByName() {
            return Map.of("default", Set.of(), "access-keys", Set.of("accessKeyId"), "vault", Set.of("vaultPath"));
        }

        @Override
        public List<String> faults(String method, Map<String, String> settings) {
            return "nowhere".equals(settings.get("vaultPath")) ? List.of("vaultPath: leads nowhere") : List.of();
        }
    };
    private static final SettingsReader.SavedSettings SAVED = (name, limit) -> {
        if (name.equals("prod")) {
            return Map.of("user", "saved", "region", "eu-west-1", "ApplicationName", "saved");
        }
        throw new SQLException("no saved connection " + name);
    };

    private final List<String> faults = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"user", "awsProfile", "roleArn", "instance", "connection"})
    void refusesControlCharactersInNames(String name) {
        read(Map.of(name, "a\u001b[31mb\nc"), Map.of(), Map.of());
        assertThat(faults).singleElement().asString().startsWith(name + ": ").endsWith("holds a control character");
    }

    @ParameterizedTest
    @CsvSource({"roleArn", "ROLEARN", "awsProfile", "region", "connection", "auth"})
    void anEmptySettingInTheUrlDoesNotMeanAnotherIdentity(String name) {
        read(Map.of(name, "", "password", ""), Map.of(name, "", "user", "", "password", ""), Map.of());
        assertThat(faults)
                .singleElement()
                .asString()
                .isEqualTo(name + ": is empty in the URL; give it a value, or leave it out");
    }

    @Test
    void manyForeignNamesTakeLittleTime() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 500_000; i++) {
            many.put("unknown" + i, "x");
        }
        assertThat(read(many, Map.of(), Map.of()).nativeProperties()).hasSize(500_000);
    }

    private Settings read(Map<String, String> properties, Map<String, String> url, Map<String, String> environment) {
        try {
            return new SettingsReader(METHODS, SAVED, faults).read(properties, url, environment);
        } catch (SQLException unknown) {
            throw new IllegalStateException(unknown);
        }
    }

    private Settings read(Map<String, String> properties) {
        return read(properties, Map.of(), Map.of());
    }

    @Test
    void propertiesWinOverUrlOverEnvironmentOverDefault() {
        Map<String, String> environment = Map.of("FOURMINDS_RDS_USER", "env", "FOURMINDS_RDS_REGION", "eu-west-1");
        assertThat(read(Map.of("user", "props"), Map.of("user", "url"), environment)
                        .text(Setting.USER))
                .contains("props");
        assertThat(read(Map.of(), Map.of("user", "url"), environment).text(Setting.USER))
                .contains("url");
        Settings settings = read(Map.of(), Map.of(), environment);
        assertThat(settings.text(Setting.USER)).contains("env");
        assertThat(settings.origin(Setting.REGION)).isEqualTo(Origin.ENVIRONMENT);
        assertThat(read(Map.of()).text(Setting.USER)).contains("fourminds_iam_user");
        assertThat(read(Map.of()).origin(Setting.USER)).isEqualTo(Origin.DEFAULT);
        assertThat(faults).isEmpty();
    }

    @Test
    void aSavedConnectionAppliesUnderEverythingElseThatWasSaid() {
        Settings settings = read(
                Map.of("ApplicationName", "props"),
                Map.of("connection", "prod"),
                Map.of("FOURMINDS_RDS_REGION", "eu-central-1"));
        assertThat(settings.text(Setting.USER)).contains("saved");
        assertThat(settings.origin(Setting.USER)).isEqualTo(Origin.SAVED);
        assertThat(settings.text(Setting.REGION)).contains("eu-central-1");
        assertThat(settings.nativeProperties()).containsExactly(Map.entry("ApplicationName", "props"));
    }

    @Test
    void anUnknownSavedConnectionIsAFailure() {
        assertThatThrownBy(() -> read(Map.of("connection", "test"))).hasMessageContaining("no saved connection test");
    }

    @Test
    void aMethodsOwnFaultsAreAmongTheFaults() {
        read(Map.of("auth", "vault", "vaultPath", "nowhere", "tlsMode", "off"));
        assertThat(faults).hasSize(2).contains("vaultPath: leads nowhere");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:1,true",
        "http://127.0.0.1:1,true",
        "http://[::1]:1,true",
        "https://x.example,true",
        "http://x.example,false",
        "http://localhost.example,false",
        "http://127.0.0.1.example,false",
        "http://127.0.0.256,false",
        "http://localhost.,false",
        "http://2130706433,false"
    })
    void plainHttpIsForThisMachineAlone(String url, boolean allowed) {
        read(Map.of("endpointUrl", url));
        assertThat(faults.isEmpty()).isEqualTo(allowed);
    }

    @Test
    void takesItsNamesInUpperAndLowerCase() {
        assertThat(read(Map.of("TLSROOTCERT", "/x", "connecttimeout", "3s"))
                        .named(Set.of("tlsRootCert", "connectTimeout")))
                .containsOnly(Map.entry("tlsRootCert", "/x"), Map.entry("connectTimeout", "3s"));
        assertThat(faults).isEmpty();
    }

    @Test
    void emptyValuesCountAsNotSaid() {
        Settings settings = read(Map.of("user", "", "password", "", "region", "", "sslmode", ""));
        assertThat(settings.text(Setting.USER)).contains("fourminds_iam_user");
        assertThat(settings.nativeProperties()).isEmpty();
        assertThat(faults).isEmpty();
    }

    @Test
    void passesForeignNamesThroughAndKeepsTheMethodsOwn() {
        Settings settings = read(Map.of("ApplicationName", "x", "vaultPath", "secret/db", "auth", "vault"));
        assertThat(settings.nativeProperties()).containsExactly(Map.entry("ApplicationName", "x"));
        assertThat(settings.named(Set.of("vaultPath", "region"))).containsExactly(Map.entry("vaultPath", "secret/db"));
    }

    /** Else somebody else's identity, or another place, would be used without a word. */
    @Test
    void aMisspeltVariableOfTheEnvironmentIsAFault() {
        read(
                Map.of(),
                Map.of(),
                Map.of(
                        "FOURMINDS_RDS_AWSPROFILE", "canary-1",
                        "FOURMINDS_RDS_SECRET_ACCES_KEY", "canary-2",
                        "FOURMINDS_RDS_REGOIN", ""));
        assertThat(faults)
                .containsExactlyInAnyOrder(
                        "FOURMINDS_RDS_AWSPROFILE: is no setting; did you mean FOURMINDS_RDS_AWS_PROFILE?",
                        "FOURMINDS_RDS_SECRET_ACCES_KEY: is no setting; did you mean FOURMINDS_RDS_SECRET_ACCESS_KEY?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOME", "KEY", "TRUST", "JAVA_OPTS", "CLASSPATH", "COMMAND_LINE", "PASSWORD"})
    void otherVariablesAreNone(String name) {
        read(Map.of(), Map.of(), Map.of("FOURMINDS_RDS_" + name, "properties"));
        assertThat(faults).isEmpty();
    }

    /** A native driver would log in as the default user, or into the default database. */
    @Test
    void whatOtherDriversCallUserAndDatabaseIsNotPassedOver() {
        read(Map.of("userName", "ann"), Map.of("databaseName", "sales"), Map.of());
        assertThat(faults)
                .containsExactlyInAnyOrder(
                        "userName: is no setting; did you mean user?",
                        "databaseName: is no setting; name the database in the URL, after the instance");
    }

    @Test
    void aPathThatAShellWouldExpandSaysWhatToWrite() {
        read(Map.of("tlsRootCert", "~/roots.pem"), Map.of(), Map.of());
        assertThat(faults)
                .containsExactly("tlsRootCert: '~/roots.pem' begins with ~, which only a shell expands; write "
                        + Path.of(System.getProperty("user.home"), "roots.pem"));
    }

    @Test
    void saysEveryFaultAtOnceWithoutSecrets() {
        read(
                Map.of("password", "canary-1", "regoin", "canary-2", "auth", "access-keys"),
                Map.of("connectPort", "0", "tlsMode", "off", "discoveryTimeout", "soon"),
                Map.of("FOURMINDS_RDS_ENDPOINT_URL", "ftp://x"));
        assertThat(faults)
                .anySatisfy(fault -> assertThat(fault).startsWith("password: is not used"))
                .anySatisfy(fault -> assertThat(fault).isEqualTo("regoin: is no setting; did you mean region?"))
                .anySatisfy(fault -> assertThat(fault).startsWith("connectPort: '0' is outside 1 to 65535"))
                .anySatisfy(fault -> assertThat(fault).contains("tlsMode: 'off' is none of verify-full, verify-ca"))
                .anySatisfy(fault -> assertThat(fault).startsWith("discoveryTimeout: 'soon' is not a span"))
                .anySatisfy(fault -> assertThat(fault).startsWith("FOURMINDS_RDS_ENDPOINT_URL: 'ftp://x' is not a URL"))
                .anySatisfy(fault -> assertThat(fault).startsWith("accessKeyId: is required by auth=access-keys"))
                .anySatisfy(fault -> assertThat(fault).startsWith("secretAccessKey: is required by auth=access-keys"))
                .hasSize(8);
        assertThat(String.join(" ", faults)).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"db.example.com.", "db_1", "10.0.0.1", "::1", "[::1]", "fe80::1%eth0", "::ffff:10.0.0.1"})
    void takesHostNamesAndAddresses(String host) {
        assertThat(read(Map.of("connectHost", host)).text(Setting.CONNECT_HOST)).contains(host);
        assertThat(faults).isEmpty();
    }

    @Test
    void aHostLongerThanAnyIsAFault() {
        read(Map.of("connectHost", "a.".repeat(100_000) + "com"));
        assertThat(faults).singleElement().asString().contains("is no host name");
    }

    @Test
    void onePlaceDoesNotSayTwoThings() {
        read(Map.of("user", "ann"), Map.of("roleArn", "arn:a", "ROLEARN", "arn:b", "USER", "bob"), Map.of());
        assertThat(faults)
                .filteredOn(fault -> fault.contains("twice"))
                .containsExactly("roleArn: is given twice, with different values; leave one of them out");
    }

    @Test
    void onePlaceMaySayOneThingInTwoSpellings() {
        assertThat(read(Map.of("user", "ann", "USER", "ann")).text(Setting.USER))
                .contains("ann");
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "auth,nonsense,'is none of access-keys, default, vault'",
        "region,us-east-1.evil.example,is no AWS region",
        "region,us east 1,is no AWS region",
        "roleDurationSeconds,60,is outside 900 to 43200",
        "connectTimeout,0s,must be longer than nothing",
        "discoveryTimeout,0,must be longer than nothing",
        "connectTimeout,25h,is not a span",
        "endpointUrl,https://ann:canary@example.com,without a user",
        "endpointUrl,https:\\\\ann:canary@example.com,without a user",
        "connectHost,ann:canary@db.example.com,is no host name",
        "connectTimeout,5000,'would be seconds; write 5s (5000ms) if it is milliseconds, 5000s if it is seconds'",
        "discoveryTimeout,2500,'write 2500ms if it is milliseconds, 2500s'",
        "discoveryCacheTtl,3600,3600s if it is seconds",
        "connectTimeout,100000,write 100s (100000ms) if it is milliseconds",
        "cognitoUserPoolId,us-east-1.elsewhere.example_x,does not begin with its region",
        "cognitoUserPoolId,elsewhere_x,does not begin with its region",
        "cognitoIdentityPoolId,us-east-1@elsewhere.example:x,does not begin with its region",
        "instanceHost,' ',is no host name",
        "instanceHost,%,is no host name",
        "instanceHost,[::1,is no host name",
        "connectHost,db.example.com:5432,is no host name",
        "connectHost,a/b,is no host name",
        "connectHost,bücher.example,is no host name",
    })
    void refusesBadValues(String name, String value, String complaint) {
        read(Map.of(name, value));
        assertThat(faults)
                .singleElement()
                .asString()
                .startsWith(name)
                .contains(complaint)
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "15s,PT15S",
        "500ms,PT0.5S",
        "2m,PT2M",
        "1h,PT1H",
        "7,PT7S",
        "999,PT999S",
        "5000ms,PT5S",
        "5000s,PT5000S",
        "' 3S ',PT3S"
    })
    void readsSpans(String text, Duration span) {
        assertThat(read(Map.of("connectTimeout", text)).span(Setting.CONNECT_TIMEOUT))
                .contains(span);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void everySettingIsDescribedAndNamedLikeItsVariable(Setting setting) {
        assertThat(setting.description()).endsWith(".").hasSizeGreaterThan(10);
        assertThat(Setting.named(setting.settingName())).contains(setting);
        String snake = setting.settingName().replaceAll("([A-Z])", "_$1").toUpperCase(java.util.Locale.ROOT);
        assertThat(setting.environmentVariable()).isEqualTo("FOURMINDS_RDS_" + snake);
        setting.defaultValue()
                .ifPresent(value -> assertThat(setting.complaint(value)).isEmpty());
    }

    @Test
    void printsNoValue() {
        Settings settings = read(Map.of("secretAccessKey", "canary", "sessionToken", "canary", "user", "canary"));
        assertThat(settings.toString()).doesNotContain("canary");
        assertThat(settings.shown())
                .doesNotContainKeys("secretAccessKey", "sessionToken")
                .containsKey("user");
    }
}
