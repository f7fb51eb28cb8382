package ai.fourminds.rds.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a stranger may say in a URL, setting by setting. */
class UntrustedUrlTest {

    private static final SettingsReader.MethodTable METHODS = new SettingsReader.MethodTable() {
        @Override
        public Map<String, Set<String>> settingsByName() {
            return Map.of("default", Set.of(), "cognito", Set.of(), "vault", Set.of("vaultAddress"));
        }

        @Override
        public List<String> faults(String method, Map<String, String> settings) {
            return List.of();
        }
    };
    private static final Map<String, String> SAVED =
            Map.of("tlsRootCert", "/etc/own.pem", "endpointUrl", "https://proxy.example");
    /** A value of each setting that reads a file or leads elsewhere. A new setting fails here until it is judged. */
    private static final Map<Setting, String> HARMFUL = new EnumMap<>(Map.of(
            Setting.WEB_IDENTITY_TOKEN_FILE, "/etc/passwd",
            Setting.TLS_ROOT_CERT, "/tmp/upload.pem",
            Setting.TLS_MODE, "verify-ca",
            Setting.ENDPOINT_URL, "https://elsewhere.example",
            Setting.CONNECT_HOST, "internal.example",
            Setting.INSTANCE_HOST, "elsewhere.example"));
    /** What the others choose: an identity or database that is the user's own, or how long to wait. */
    private static final Set<Setting> HARMLESS = Set.of(
            Setting.INSTANCE,
            Setting.REGION,
            Setting.USER,
            Setting.AUTH,
            Setting.AWS_PROFILE,
            Setting.ROLE_ARN,
            Setting.ROLE_SESSION_NAME,
            Setting.EXTERNAL_ID,
            Setting.ROLE_DURATION_SECONDS,
            Setting.WEB_IDENTITY_ROLE_ARN,
            Setting.COGNITO_USER_POOL_ID,
            Setting.COGNITO_CLIENT_ID,
            Setting.COGNITO_CLIENT_SECRET,
            Setting.COGNITO_IDENTITY_POOL_ID,
            Setting.COGNITO_USERNAME,
            Setting.COGNITO_PASSWORD,
            Setting.COGNITO_FLOW,
            Setting.ACCESS_KEY_ID,
            Setting.SECRET_ACCESS_KEY,
            Setting.SESSION_TOKEN,
            Setting.CONNECTION,
            Setting.CONNECT_PORT,
            Setting.INSTANCE_PORT,
            Setting.INSTANCE_ENGINE,
            Setting.NATIVE_DRIVER,
            Setting.TARGET,
            Setting.DISCOVERY_TIMEOUT,
            Setting.DISCOVERY_CACHE_TTL,
            Setting.CONNECT_TIMEOUT);

    private final List<String> faults = new ArrayList<>();

    @AfterEach
    void trustAsBefore() {
        System.clearProperty(Trust.SYSTEM_PROPERTY);
    }

    private Settings read(Map<String, String> properties, Map<String, String> url, Map<String, String> environment)
            throws SQLException {
        return new SettingsReader(METHODS, (name, limit) -> SAVED, faults).read(properties, url, environment);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void isJudgedForEverySetting(Setting setting) throws SQLException {
        assertThat(HARMLESS.contains(setting)).isNotEqualTo(HARMFUL.containsKey(setting));
        if (HARMFUL.containsKey(setting)) {
            read(Map.of(), Map.of(setting.settingName(), HARMFUL.get(setting)), Map.of());
            assertThat(faults)
                    .anySatisfy(fault -> assertThat(fault)
                            .startsWith(setting.settingName() + ": ")
                            .contains(
                                    "which a URL may not ask for",
                                    setting.environmentVariable(),
                                    "FOURMINDS_RDS_TRUST=url"));
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void isTakenFromEveryoneWhoIsTrusted(Setting setting) throws SQLException {
        String value = HARMFUL.get(setting);
        if (value == null) {
            return;
        }
        String name = setting.settingName();
        assertThat(read(Map.of(name, value), Map.of(), Map.of()).text(setting)).contains(value);
        assertThat(read(Map.of(name, value), Map.of(name, value), Map.of()).text(setting))
                .contains(value);
        assertThat(read(Map.of(), Map.of(), Map.of(setting.environmentVariable(), value))
                        .text(setting))
                .contains(value);
        assertThat(read(Map.of(), Map.of(name, value), Map.of("FOURMINDS_RDS_TRUST", "url"))
                        .text(setting))
                .contains(value);
        System.setProperty(Trust.SYSTEM_PROPERTY, "URL");
        assertThat(read(Map.of(), Map.of(name, value), Map.of("FOURMINDS_RDS_TRUST", "environment"))
                        .text(setting))
                .contains(value);
        assertThat(faults).isEmpty();
    }

    @Test
    void mayNameASavedConnectionWithFilesAndHostsButNotReplaceThem() throws SQLException {
        Settings settings = read(Map.of(), Map.of("connection", "work"), Map.of());
        assertThat(settings.text(Setting.TLS_ROOT_CERT)).contains("/etc/own.pem");
        assertThat(faults).isEmpty();
        assertThat(settings.shown()).containsOnlyKeys("connection");
        read(Map.of(), Map.of("connection", "work", "endpointUrl", "https://elsewhere.example"), Map.of());
        assertThat(faults).singleElement().asString().startsWith("endpointUrl: sends AWS credentials");
    }

    @ParameterizedTest
    @CsvSource({
        "endpointUrl,https://vpce-0a-1b.rds.us-east-1.vpce.amazonaws.com",
        "endpointUrl,https://RDS.us-east-1.amazonaws.com:443/",
        "endpointUrl,http://127.0.0.1:4566",
        "endpointUrl,http://[::1]:4566",
        "connectHost,localhost",
        "instanceHost,prod.abc.us-east-1.rds.amazonaws.com"
    })
    void mayNameAwsAndThisMachine(String name, String value) throws SQLException {
        read(Map.of(), Map.of(name, value), Map.of());
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://rds.us-east-1.amazonaws.com@elsewhere.example",
        "https://rds.us-east-1.amazonaws.com:x@elsewhere.example",
        "https://elsewhere.example#@rds.us-east-1.amazonaws.com",
        "https://elsewhere.example/rds.us-east-1.amazonaws.com",
        "https://elsewhere.example?rds.us-east-1.amazonaws.com",
        "https://elsewhere.example\\@rds.us-east-1.amazonaws.com",
        "https://rds.us-east-1.amazonaws.com.elsewhere.example",
        "https://rds.us-east-1.amazonaws.com%2eelsewhere.example",
        "https://abc.execute-api.us-east-1.amazonaws.com",
        "https://localhost.elsewhere.example",
        "https://2130706433",
        "https://rds.us-east-1.аmazonaws.com"
    })
    void mayNotNameAHostThatOnlyLooksLikeAws(String url) throws SQLException {
        read(Map.of(), Map.of("endpointUrl", url), Map.of());
        assertThat(faults).singleElement().asString().startsWith("endpointUrl: ");
    }

    @Test
    void bringsNoSettingsOfAMethodOfTheUsersOwn() throws SQLException {
        read(Map.of(), Map.of("auth", "vault", "vaultAddress", "https://elsewhere.example"), Map.of());
        assertThat(faults)
                .singleElement()
                .asString()
                .startsWith("vaultAddress: is for a credentials method of your own, which a URL may not ask for");
    }

    @Test
    void markedNativePropertiesAreThoseOfTheUrlAlone() throws SQLException {
        Settings settings = read(Map.of("a", "1", "b", "1"), Map.of("b", "2", "c", "2"), Map.of());
        assertThat(settings.refusals()).containsOnlyKeys("c");
        assertThat(settings.nativeProperties()).containsEntry("b", "1");
        assertThat(read(Map.of(), Map.of("c", "2"), Map.of("FOURMINDS_RDS_TRUST", "url"))
                        .refusals())
                .isEmpty();
    }

    @Test
    void propertiesAreNotTrustedWhereOnlyTheEnvironmentIs() throws SQLException {
        Map<String, String> environment = Map.of("FOURMINDS_RDS_TRUST", "environment");
        Settings settings = read(Map.of("tlsRootCert", "/x", "loggerFile", "/y"), Map.of(), environment);
        assertThat(settings.refusals()).containsOnlyKeys("loggerFile");
        assertThat(faults)
                .singleElement()
                .asString()
                .startsWith("tlsRootCert: names a file of this machine, which properties may not ask for")
                .contains("FOURMINDS_RDS_TLS_ROOT_CERT");
    }

    @Test
    void anUnknownWordOfTrustIsAFaultAndTrustsNobody() throws SQLException {
        read(Map.of(), Map.of("tlsRootCert", "/x"), Map.of("FOURMINDS_RDS_TRUST", "yes"));
        assertThat(faults).hasSize(2).contains("FOURMINDS_RDS_TRUST: 'yes' is none of environment, properties, url");
    }

    @ParameterizedTest
    @CsvSource({"cognitoFlow,auto", "cognitoFlow,srp", "region,us-east-1"})
    void neverSendsAPasswordOfTheUsersToAUserPoolOfAStranger(String name, String value) throws SQLException {
        Map<String, String> environment = Map.of("FOURMINDS_RDS_COGNITO_PASSWORD", "canary");
        Map<String, String> url = Map.of("cognitoUserPoolId", "us-east-1_stranger", name, value);
        assertThat(read(Map.of(), url, environment).required(Setting.COGNITO_FLOW))
                .isEqualTo("srp");
        Map<String, String> client = Map.of("cognitoClientId", "stranger", name, value);
        assertThat(read(Map.of(), client, environment).required(Setting.COGNITO_FLOW))
                .isEqualTo("srp");
        assertThat(faults).isEmpty();
    }

    @Test
    void mayNotAskForThePasswordItself() throws SQLException {
        Map<String, String> environment = Map.of("FOURMINDS_RDS_COGNITO_PASSWORD", "canary");
        Map<String, String> pool = Map.of("cognitoUserPoolId", "us-east-1_stranger", "cognitoFlow", "password");
        read(Map.of(), pool, environment);
        assertThat(faults)
                .singleElement()
                .asString()
                .startsWith("cognitoUserPoolId: with cognitoFlow=password is sent your password")
                .doesNotContain("canary");
    }

    @Test
    void doesWithItsOwnPasswordWhatItLikes() throws SQLException {
        Map<String, String> own =
                Map.of("cognitoUserPoolId", "us-east-1_own", "cognitoFlow", "password", "cognitoPassword", "own");
        assertThat(read(Map.of(), own, Map.of()).required(Setting.COGNITO_FLOW)).isEqualTo("password");
        assertThat(faults).isEmpty();
    }
}
