package ai.fourminds.rds.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fourminds.rds.MovableClock;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.failure.FailureKind;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.credentials.CredentialsMethods;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.Endpoint;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of a connect up to the native driver, with AWS's side real and the engine's recorded. */
class ConnectorTest {

    private static final String PREFIX = "jdbc:fourminds-rds:";
    private static final String ID = "prod-reporting";

    private static LocalRds cloud;

    private final RecordingPlugin plugin = new RecordingPlugin();
    private final MovableClock clock = new MovableClock(Instant.now());
    private final SharedState shared =
            SharedState.of(new EnginePlugins(List.of(plugin)), CredentialsMethods.load(), clock);

    @BeforeAll
    static void start() {
        cloud = LocalRds.builder().withoutDatabases().start();
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @AfterEach
    void allIsWell() throws InterruptedException {
        cloud.faults().clear();
        CloudAccess.awaitCalls();
    }

    private Throwable connect(String url, String... more) {
        Map<String, String> properties = new HashMap<>(cloud.settings());
        properties.put("connectTimeout", "60s");
        for (int index = 0; index < more.length; index += 2) {
            properties.put(more[index], more[index + 1]);
        }
        return catchThrowable(() -> assertThat(
                        new Connector(shared, Configuration.ofUrl(shared, url, properties, Map.of()), 0).connect())
                .isSameAs(RecordingPlugin.CONNECTION));
    }

    private void assertRefused(Throwable failure, String code, String... words) {
        assertThat(failure).isInstanceOf(RdsFailure.class).hasMessageContainingAll(words);
        assertThat(((RdsFailure) failure).diagnosis().code()).isEqualTo(code);
        assertThat(failure.getMessage()).doesNotContain(cloud.principal().secretAccessKey(), "X-Amz-Signature");
        assertThat(plugin.requests).isEmpty();
    }

    private RdsInstance first(java.util.function.Predicate<RdsInstance> wanted) throws SQLException {
        FleetAccess fleet = FleetAccess.of(shared, Configuration.ofSettings(shared, cloud.settings(), Map.of()), null);
        return fleet.instances(fleet.deadline()).stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    private static String token(ConnectRequest request) throws SQLException {
        return request.tokens().mint(Duration.ofSeconds(1)).value();
    }

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
                                        Map.of("FOURMINDS_RDS_REGION", "us-east-1")),
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
                        both, Configuration.ofUrl(both, PREFIX + "mysql://" + ID, cloud.settings(), Map.of()), 0)
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
        new Connector(both, Configuration.ofUrl(both, PREFIX + "postgresql://" + ID, settings, Map.of()), 0).connect();
        assertThat(other.requests).hasSize(1);
        settings.put("nativeDriver", "oracle");
        Throwable failure = catchThrowable(
                () -> new Connector(both, Configuration.ofUrl(both, PREFIX + ID, settings, Map.of()), 0).connect());
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

    static Stream<Arguments> networkFailures() {
        return Stream.of(
                Arguments.of(new UnknownHostException("h"), "unknown-host", "Could not resolve RDS endpoint hostname"),
                Arguments.of(new ConnectException("Connection refused"), "connection-refused", "Connection refused by"),
                Arguments.of(new ConnectException("Connection timed out"), "connection-timed-out", "security group"),
                Arguments.of(
                        new SocketTimeoutException("Connect timed out"),
                        "connection-timed-out",
                        "Connection timed out after 60000 ms"),
                Arguments.of(
                        new SocketTimeoutException("Read timed out"),
                        "server-silent",
                        "accepted the connection and did not answer within 60000 ms"),
                Arguments.of(
                        new CertPathBuilderException("x"), "certificate-not-trusted", "not signed by a trusted root"),
                Arguments.of(
                        new CertificateException("No name matching"),
                        "certificate-wrong-name",
                        "does not name the host"),
                Arguments.of(new CertificateExpiredException("x"), "certificate-expired", "has expired"),
                Arguments.of(new java.net.SocketException("Connection reset"), "connection-lost", "broke during login"),
                Arguments.of(new java.io.EOFException(), "connection-lost", "broke during login"),
                Arguments.of(new SSLHandshakeException("no protocol"), "tls-failed", "TLS handshake"));
    }

    @ParameterizedTest
    @MethodSource("networkFailures")
    void explainsNetworkFailures(Exception cause, String code, String words) {
        SQLException failure = new SQLException("native words", "08001", new RuntimeException(cause));
        plugin.failures.add(failure);
        Throwable thrown = connect(PREFIX + ID);
        assertThat(thrown)
                .hasMessageContainingAll("[" + ID + "]", words, "fourminds_iam_user")
                .hasCause(failure);
        assertThat(((RdsFailure) thrown).diagnosis().code()).isEqualTo(code);
        assertThat(((RdsFailure) thrown).diagnosis().kind()).isEqualTo(FailureKind.NETWORK);
    }

    @Test
    void aPublicCertificateWithoutItsNameIsExplained() {
        plugin.failures.add(new SQLException("x", "08001", new CertPathBuilderException("x")));
        assertThat(connect(PREFIX + ID, "tlsMode", "verify-ca"))
                .hasMessageContainingAll("not signed by a trusted root", "need tlsMode=verify-full");
        plugin.failures.add(new SQLException("x", "08001", new CertPathBuilderException("x")));
        assertThat(connect(PREFIX + ID)).hasMessageNotContaining("verify-ca");
    }

    static Stream<Arguments> loginFailures() {
        return Stream.of(
                Arguments.of(FailureCode.USER_NOT_IAM, "user-not-iam", "28000", "GRANT rds_iam TO"),
                Arguments.of(FailureCode.TLS_NOT_OFFERED, "tls-not-offered", "08001", "does not offer TLS"),
                Arguments.of(FailureCode.TLS_FAILED, "tls-failed", "08001", "believes the connection has no TLS"),
                Arguments.of(
                        FailureCode.UNKNOWN_DATABASE, "unknown-database", "3D000", "fourminds-rds databases " + ID),
                Arguments.of(FailureCode.DATABASE_FORBIDDEN, "database-forbidden", "28000", "may not connect"),
                Arguments.of(FailureCode.TOO_MANY_CONNECTIONS, "too-many-connections", "53300", "no free slot"),
                Arguments.of(FailureCode.SERVER_NOT_READY, "server-not-ready", "57P03", "not accepting connections"),
                Arguments.of(FailureCode.PROTOCOL_ERROR, "protocol-error", "08P01", "does not speak"),
                Arguments.of(
                        FailureCode.NATIVE_PROPERTY_INVALID, "native-property-invalid", "08001", "refuses a property"),
                Arguments.of(FailureCode.LOGIN_FAILED, "login-failed", "08004", "server words"));
    }

    @ParameterizedTest
    @MethodSource("loginFailures")
    void explainsTheServersRefusals(FailureCode fault, String code, String sqlState, String words) {
        plugin.fault = fault;
        plugin.failures.add(new SQLException("server words", "XX000"));
        Throwable thrown = connect(PREFIX + ID + "/sales");
        assertThat(thrown).hasMessageContainingAll("[" + ID + "]", words);
        assertThat(((SQLException) thrown).getSQLState()).isEqualTo(sqlState);
        assertThat(((RdsFailure) thrown).diagnosis().code()).isEqualTo(code);
    }

    @Test
    void aRefusedTokenBringsThePolicyWithTheUsersOwnValues() throws SQLException {
        RdsInstance instance = first(candidate -> candidate.id().equals(ID));
        plugin.fault = FailureCode.AUTHENTICATION_FAILED;
        plugin.failures.add(new SQLException("PAM", "28000"));
        assertThat(connect(PREFIX + ID, "user", "o'neil*$?"))
                .hasMessageContainingAll(
                        "Authentication failed",
                        cloud.principal().arn(),
                        "arn:aws:rds-db:us-east-1:" + cloud.accountId() + ":dbuser:" + instance.resourceId()
                                + "/o'neil${*}${$}${?}\"",
                        "GRANT rds_iam TO \"o'neil*$?\"");
    }

    private static int looks() {
        return cloud.calls("DescribeDBInstances");
    }

    private SQLException refusedConnect() {
        return new SQLException("x", "08001", new ConnectException("Connection refused"));
    }

    @Test
    void looksAgainOnceWhenTheEndpointMayHaveMoved() {
        assertThat(connect(PREFIX + ID)).isNull();
        clock.advance(Duration.ofSeconds(3));
        int before = looks();
        plugin.failures.add(refusedConnect());
        assertThat(connect(PREFIX + ID)).hasMessageContaining("Connection refused");
        assertThat(looks()).isEqualTo(before + 1);
        assertThat(plugin.requests).hasSize(2);
    }

    @Test
    void connectsToWhereTheInstanceIsNow() {
        assertThat(connect(PREFIX + ID)).isNull();
        clock.advance(Duration.ofSeconds(3));
        cloud.faults().endpoint(ID, "elsewhere.example.com", 5432);
        plugin.failures.add(refusedConnect());
        assertThat(connect(PREFIX + ID)).isNull();
        assertThat(plugin.requests.get(2).endpoint().host()).isEqualTo("elsewhere.example.com");
    }

    @Test
    void tenConnectsThatAreRefusedLookTwiceMore() {
        assertThat(connect(PREFIX + ID)).isNull();
        clock.advance(Duration.ofSeconds(3));
        int before = looks();
        for (int round = 0; round < 10; round++) {
            plugin.failures.add(refusedConnect());
            assertThat(connect(PREFIX + ID)).hasMessageContaining("Connection refused");
        }
        assertThat(looks()).isEqualTo(before + 2);
    }

    @Test
    void tenConnectsWithAMisspeltNameLookItUpTwiceAndListOnce() {
        int before = looks();
        for (int round = 0; round < 10; round++) {
            assertRefused(connect(PREFIX + "prod-reportin"), "instance-not-found", "nearest names", ID);
        }
        // As an instance and, where DescribeDBClusters does not tell, as a cluster; the list of 250 has three pages.
        assertThat(looks() - before).isBetween(2 + 3, 2 * 2 + 3);
    }

    @Test
    void whatTheMessageSaidToDoWorksAtOnce() {
        cloud.faults().status(ID, "stopped");
        assertRefused(connect(PREFIX + ID), "instance-not-available", "start-db-instance");
        cloud.faults().clear().iamAuthenticationOff(ID);
        assertRefused(connect(PREFIX + ID), "iam-authentication-off", "enable-iam-database-authentication");
        cloud.faults().clear();
        clock.advance(Duration.ofSeconds(3));
        assertThat(connect(PREFIX + ID)).isNull();
    }

    @Test
    void aRefusedTokenIsIamAuthenticationThatWasTurnedOff() {
        assertThat(connect(PREFIX + ID)).isNull();
        cloud.faults().iamAuthenticationOff(ID);
        plugin.fault = FailureCode.AUTHENTICATION_FAILED;
        plugin.failures.add(new SQLException("PAM", "28000"));
        assertThat(connect(PREFIX + ID)).hasMessageContaining("IAM Database Authentication is not enabled");
    }

    @Test
    void aRefusalStandsWhileAwsIsAway() {
        cloud.faults().status(ID, "stopped");
        assertRefused(connect(PREFIX + ID), "instance-not-available", "start-db-instance");
        clock.advance(Duration.ofSeconds(3));
        cloud.faults().awsDown();
        Throwable refusal = connect(PREFIX + ID);
        assertRefused(refusal, "instance-not-available", "start-db-instance");
        assertThat(refusal.getSuppressed()[0]).hasMessageContaining("cannot be reached");
    }

    @ParameterizedTest
    @CsvSource({
        "failed,restore-db-instance-to-point-in-time",
        "inaccessible-encryption-credentials-recoverable,KMS key",
        "incompatible-network,describe-events",
        "incompatible-parameters,reboot-db-instance",
        "stopping,db-instance-stopped",
        "deleting,fourminds-rds instances"
    })
    void nobodyWaitsForAStatusThatDoesNotPass(String status, String remedy) {
        cloud.faults().status(ID, status);
        assertRefused(connect(PREFIX + ID), "instance-not-available", "'" + status + "'", remedy);
        assertThat(connect(PREFIX + ID)).hasMessageNotContaining("db-instance-available");
    }

    @Test
    void aStatusOtherThanAvailableIsAmongTheFacts() {
        cloud.faults().status(ID, "storage-full");
        plugin.failures.add(refusedConnect());
        assertThat(connect(PREFIX + ID))
                .hasMessageContainingAll("Connection refused", "instance status 'storage-full'");
    }

    @Test
    void aSilentAuroraMayBeResuming() throws SQLException {
        RdsInstance aurora = first(instance ->
                instance.engine().equals("aurora-postgresql") && instance.available() && instance.iamAuthentication());
        plugin.failures.add(new SQLException("x", "08001", new SocketTimeoutException("Read timed out")));
        assertThat(connect(PREFIX + aurora.id()))
                .hasMessageContainingAll("did not answer", "Aurora Serverless v2", "connectTimeout=60s");
        plugin.failures.add(new SQLException("x", "08001", new SocketTimeoutException("Read timed out")));
        assertThat(connect(PREFIX + ID)).hasMessageNotContaining("Aurora");
    }

    @Test
    void aLoginTimeoutLeavesAFifthToThePoolAndASettingWins() throws SQLException {
        limit("", 30, Duration.ofSeconds(24));
        limit("?connectTimeout=7s", 30, Duration.ofSeconds(7));
        limit("", 0, Duration.ofSeconds(10));
    }

    private void limit(String parameters, int loginTimeout, Duration expected) throws SQLException {
        Configuration configuration = Configuration.ofUrl(shared, PREFIX + ID + parameters, cloud.settings(), Map.of());
        assertThat(new Connector(shared, configuration, loginTimeout).limit()).isEqualTo(expected);
    }
}
