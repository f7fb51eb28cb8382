package ai.fourminds.rds.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.credentials.CredentialsMethods;
import ai.fourminds.rds.internal.discovery.EnginePlugins;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.Endpoint;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of a connect up to the native driver. */
class ConnectorTest extends RecordedConnects {

    @Test
    void hasThePluginConnectWithAFreshTokenForTheRealEndpoint() throws SQLException {
        Endpoint endpoint = first(instance -> instance.id().equals(ID)).endpoint();
        assertThat(connect(PREFIX + ID + "/sales", "ApplicationName", "x")).isNull();
        assertThat(connect(PREFIX + "postgresql://" + ID + "/sales")).isNull();
        ConnectRequest request = plugin.requests.get(0);
        assertThat(request.endpoint()).isEqualTo(endpoint).isEqualTo(request.dial());
        assertThat(request.database()).isEqualTo("sales");
        assertThat(request.user()).isEqualTo("fourminds_iam_user");
        assertThat(request.connectTimeout()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(60));
        assertThat(request.nativeProperties()).containsExactly(Map.entry("ApplicationName", "x"));
        assertThat(request.tls().verifyHostname()).isTrue();
        assertThat(token(request)).startsWith(endpoint + "/?").contains("DBUser=fourminds_iam_user");
        assertThat(request.toString()).doesNotContain("X-Amz-Signature").contains("[ApplicationName]");
    }

    @Test
    void takesTheInstanceFromItsSettingWhereTheUrlNamesNone() {
        assertThat(connect(PREFIX + "/sales", "instance", " " + ID)).isNull();
        assertThat(connect(PREFIX + "postgresql:///sales?instance=" + ID)).isNull();
        assertThat(connect(PREFIX + ID + "/sales?instance=" + ID.toUpperCase(Locale.ROOT)))
                .isNull();
        assertThat(plugin.requests).hasSize(3).allSatisfy(request -> {
            assertThat(request.endpoint().host()).startsWith(ID + ".");
            assertThat(request.database()).isEqualTo("sales");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "'',,is missing",
        "?region=us-east-1,,is missing",
        "postgresql:///x,,is missing",
        "prod-reporting/x,prod-analytics,contradicts the URL",
        "/x,-x,is no identifier of a DB instance",
    })
    void namesAnInstanceThatIsMissingOrNamedTwice(String rest, String instance, String fault) {
        String[] more = instance == null ? new String[0] : new String[] {"instance", instance};
        assertRefused(connect(PREFIX + rest, more), "settings-invalid", "instance: ", fault);
    }

    @Test
    void dialsATunnelButSpeaksOfTheRealEndpoint() throws SQLException {
        Endpoint endpoint = first(instance -> instance.id().equals(ID)).endpoint();
        connect(PREFIX + ID, "connectHost", "127.0.0.1", "connectPort", "15432");
        connect(PREFIX + ID, "connectPort", "15433");
        connect(PREFIX + ID, "connectHost", "bastion");
        connect(PREFIX + ID, "connectHost", "[::1]");
        connect(PREFIX + ID, "connectHost", "fe80::1%eth0", "connectPort", "15432");
        assertThat(plugin.requests)
                .extracting(ConnectRequest::dial)
                .containsExactly(
                        new Endpoint("127.0.0.1", 15432),
                        new Endpoint("localhost", 15433),
                        new Endpoint("bastion", endpoint.port()),
                        new Endpoint("::1", endpoint.port()),
                        new Endpoint("fe80::1%eth0", 15432));
        assertThat(plugin.requests).hasSize(5).allSatisfy(request -> {
            assertThat(request.endpoint()).isEqualTo(endpoint);
            assertThat(token(request)).startsWith(endpoint + "/?");
        });
    }

    @Test
    void connectsWithoutDescribingWhenTheInstanceIsGiven() {
        int before = cloud.calls("DescribeDBInstances");
        connect(PREFIX + "any", "instanceHost", "db.example.com", "instanceEngine", "aurora-postgresql");
        connect(PREFIX + "postgresql://any", "instanceHost", "db.example.com", "instancePort", "6000");
        assertThat(plugin.requests)
                .extracting(ConnectRequest::endpoint)
                .containsExactly(new Endpoint("db.example.com", 5432), new Endpoint("db.example.com", 6000));
        assertThat(cloud.calls("DescribeDBInstances")).isEqualTo(before);
    }

    @Test
    void aGivenHostMayBeAnIpv6Address() throws SQLException {
        connect(PREFIX + "any", "instanceHost", "[2001:db8::1%eth0]", "instanceEngine", "postgres");
        assertThat(plugin.requests.get(0).endpoint().host()).isEqualTo("2001:db8::1%eth0");
        connect(PREFIX + "any", "instanceHost", "2001:db8::1", "instanceEngine", "postgres");
        assertThat(plugin.requests.get(1).endpoint()).hasToString("[2001:db8::1]:5432");
        assertThat(token(plugin.requests.get(1))).startsWith("[2001:db8::1]:5432/?");
        assertThat(connect(PREFIX + "any", "instanceHost", "[abc]")).hasMessageContaining("is no host name");
    }

    @Test
    void noEscapeSequenceReachesATerminal() {
        assertThat(connect(PREFIX + "pr%1b[31mod/x").getMessage())
                .contains("pr\\u001b[31mod")
                .doesNotContain("\u001b");
    }

    @Test
    void namesNoMoreFaultsThanAnybodyReads() {
        StringBuilder url = new StringBuilder(PREFIX + ID + "?x=1");
        for (int i = 0; i < 10_000; i++) {
            url.append("&name").append(i).append("=1");
        }
        assertThat(connect(url.toString()).getMessage())
                .contains("10001 faults", "and 9951 more")
                .hasSizeLessThan(20_000);
    }

    @Test
    void aGivenInstanceNeedsAnEngine() {
        assertRefused(connect(PREFIX + "any", "instanceHost", "h"), "settings-invalid", "instanceEngine");
    }

    @Test
    void aGivenHostsRegionCounts() throws SQLException {
        String host = "any.abc123.eu-west-3.rds.amazonaws.com";
        HashMap<String, String> properties = new HashMap<>(cloud.settings());
        properties.remove("region");
        properties.putAll(Map.of("instanceHost", host, "instanceEngine", "postgres"));
        assertThat(catchThrowable(() -> new Connector(
                                shared,
                                Configuration.ofUrl(
                                        shared,
                                        PREFIX + "any",
                                        properties,
                                        Map.of("FOURMINDS_RDS_REGION", "us-east-1"),
                                        0),
                                0)
                        .connect()))
                .isNull();
        assertThat(token(plugin.requests.get(0))).contains("%2Feu-west-3%2Frds-db%2F");
    }

    @Test
    void anArnsRegionCounts() {
        String arn = "arn:aws:rds:us-east-1:" + cloud.accountId() + ":db:" + ID;
        assertThat(connect(PREFIX + arn, "region", "")).isNull();
        assertThat(connect(PREFIX + arn.replace("us-east-1", "eu-west-1")))
                .hasMessageContainingAll("region", "us-east-1", "contradicts", "eu-west-1");
    }

    @Test
    void refusesAnEngineNobodySpeaks() throws SQLException {
        RdsInstance oracle = first(instance -> instance.engine().equals("oracle-ee") && instance.available());
        assertRefused(
                connect(PREFIX + oracle.id()),
                "engine-not-supported",
                "RDS engine 'oracle-ee' is not supported",
                oracle.id(),
                "aurora-postgresql, postgres");
    }

    @Test
    void refusesAnEngineThatTheUrlDoesNotMean() {
        RecordingPlugin other = new RecordingPlugin() {
            @Override
            public String name() {
                return "mysql";
            }

            @Override
            public java.util.Set<String> rdsEngines() {
                return java.util.Set.of("mysql");
            }
        };
        SharedState both =
                SharedState.of(new EnginePlugins(List.of(plugin, other)), CredentialsMethods.load(), Clock.systemUTC());
        Throwable failure = catchThrowable(() -> new Connector(
                        both, Configuration.ofUrl(both, PREFIX + "mysql://" + ID, cloud.settings(), Map.of(), 0), 0)
                .connect());
        assertRefused(failure, "engine-mismatch", "'mysql'", "'postgres'");
    }

    @Test
    void connectsThroughTheNativeDriverThatTheUserPrefers() throws SQLException {
        RecordingPlugin other = new RecordingPlugin() {
            @Override
            public String name() {
                return "pgjdbc-ng";
            }

            @Override
            public java.util.Set<String> rdsEngines() {
                return java.util.Set.of();
            }

            @Override
            public java.util.Set<String> alsoServes() {
                return java.util.Set.of("postgres");
            }
        };
        SharedState both =
                SharedState.of(new EnginePlugins(List.of(plugin, other)), CredentialsMethods.load(), Clock.systemUTC());
        Map<String, String> settings = new HashMap<>(cloud.settings());
        settings.put("nativeDriver", "pgjdbc-ng");
        new Connector(both, Configuration.ofUrl(both, PREFIX + "postgresql://" + ID, settings, Map.of(), 0), 0)
                .connect();
        assertThat(other.requests).hasSize(1);
        settings.put("nativeDriver", "oracle");
        Throwable failure = catchThrowable(
                () -> new Connector(both, Configuration.ofUrl(both, PREFIX + ID, settings, Map.of(), 0), 0).connect());
        assertRefused(failure, "settings-invalid", "nativeDriver", "'oracle'", "choose pgjdbc-ng or postgresql");
    }

    @Test
    void refusesAnEngineWithoutAPlugin() {
        assertRefused(
                connect(PREFIX + "db2://" + ID), "plugin-missing", "'db2'", "There are: postgresql", PREFIX + ID + ";");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "postgres", "aurora-postgresql", "Postgres"})
    void namesAnEngineByThePluginOrAsRdsDoes(String engine) throws SQLException {
        Endpoint endpoint = first(instance -> instance.id().equals(ID)).endpoint();
        assertThat(connect(PREFIX + engine + "://" + ID + "/sales")).isNull();
        assertThat(connect(PREFIX + engine + "://any", "instanceHost", "db.example.com"))
                .isNull();
        assertThat(connect(
                        PREFIX + "any",
                        "instanceHost",
                        "db.example.com",
                        "instanceEngine",
                        engine.toLowerCase(Locale.ROOT)))
                .isNull();
        assertThat(plugin.requests)
                .extracting(ConnectRequest::endpoint)
                .containsExactly(endpoint, new Endpoint("db.example.com", 5432), new Endpoint("db.example.com", 5432));
    }

    @Test
    void refusesAnInstanceWithIamAuthenticationOffNamingTheCommand() throws SQLException {
        RdsInstance off =
                first(instance -> instance.supported() && instance.available() && !instance.iamAuthentication());
        assertRefused(
                connect(PREFIX + off.id()),
                "iam-authentication-off",
                "aws rds modify-db-instance --db-instance-identifier " + off.id()
                        + " --enable-iam-database-authentication");
    }

    @ParameterizedTest
    @CsvSource({"stopped,aws rds start-db-instance", "creating,aws rds wait db-instance-available"})
    void refusesAnInstanceThatIsNotAvailable(String status, String command) throws SQLException {
        RdsInstance closed =
                first(instance -> instance.supported() && instance.status().equals(status));
        assertRefused(connect(PREFIX + closed.id()), "instance-not-available", closed.id(), status, command);
    }

    @Test
    void refusesPropertiesThatWouldWeakenTls() {
        assertRefused(connect(PREFIX + ID, "SSLFactory", "x"), "settings-invalid", "SSLFactory", "see tlsMode");
    }

    @Test
    void whatANativeDriverStumblesOverIsADiagnosis() {
        plugin.failures.add(new IllegalArgumentException("Illegal hex characters"));
        assertThat(connect(PREFIX + ID))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Illegal hex characters");
        plugin.failures.add(new SQLException("unexpected", new DateTimeException("Unknown time-zone ID: Nowhere")));
        Throwable failure = connect(PREFIX + ID);
        assertThat(((RdsFailure) failure).diagnosis().failure()).isEqualTo(FailureCode.NATIVE_PROPERTY_INVALID);
        assertThat(failure).hasMessageContaining("Unknown time-zone ID: Nowhere");
    }

    @Test
    void refusesAPassword() {
        assertRefused(connect(PREFIX + ID, "password", "canary-pw"), "settings-invalid", "password", "IAM token");
        assertThat(connect(PREFIX + ID, "password", "canary-pw").getMessage()).doesNotContain("canary-pw");
    }

    @Test
    void aLoginTimeoutLeavesAFifthToThePoolAndASettingWins() throws SQLException {
        limit("", 30, Duration.ofSeconds(24));
        limit("?connectTimeout=7s", 30, Duration.ofSeconds(7));
        limit("", 0, Duration.ofSeconds(10));
    }

    private void limit(String parameters, int loginTimeout, Duration expected) throws SQLException {
        Configuration configuration =
                Configuration.ofUrl(shared, PREFIX + ID + parameters, cloud.settings(), Map.of(), 0);
        assertThat(new Connector(shared, configuration, loginTimeout).limit()).isEqualTo(expected);
    }
}
