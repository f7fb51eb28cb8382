package ai.fourminds.rds.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.failure.FailureKind;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.fleet.RdsInstance;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of connects that the network or the server ends, and what is looked at anew before it is said. */
class ConnectFailuresTest extends RecordedConnects {

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
    void theNumberOfTheConnectionIsNoneOfTheServersWords() {
        plugin.failures.add(new SQLException("(conn=22) too many", "53300"));
        plugin.fault = FailureCode.TOO_MANY_CONNECTIONS;
        assertThat(connect(PREFIX + ID)).hasMessageContaining("The server says: too many.");
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
}
