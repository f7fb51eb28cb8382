package ai.fourminds.rds.postgresql.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.fourminds.rds.contract.family.ScriptedServer;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.local.tls.PrivateCa;
import ai.fourminds.rds.plugin.AuthToken;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.Endpoint;
import ai.fourminds.rds.plugin.TlsTrust;
import ai.fourminds.rds.postgresql.Cloud;
import ai.fourminds.rds.postgresql.PostgresqlPlugin;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that get no token: they are not who they should be, do not offer TLS, ask for something else, or dawdle. */
class RefusedConnectTest {

    private static final String CANARY = "canary-token-" + "x".repeat(1_400);
    private static final String NAME = "prod.abc123.us-east-1.rds.localhost";
    private static final PrivateCa CA = PrivateCa.create();
    private static final PrivateCa OTHER_CA = PrivateCa.create();

    private final PostgresqlPlugin plugin = new PostgresqlPlugin();

    private static ConnectRequest request(ScriptedServer server, TlsTrust trust, Duration timeout) {
        return new ConnectRequest(
                new Endpoint(NAME, 5432),
                server.address(),
                "sales",
                "iam",
                limit -> new AuthToken(CANARY),
                trust,
                timeout,
                Map.of());
    }

    private SQLException refusal(ScriptedServer server, TlsTrust trust) {
        return refusal(request(server, trust, Cloud.TIMEOUT));
    }

    private SQLException refusal(ConnectRequest request) {
        SQLException failure = catchThrowableOfType(SQLException.class, () -> plugin.connect(request));
        assertThat((Throwable) failure).isNotNull();
        assertThat(stackTrace(failure)).doesNotContain(CANARY);
        assertThat(Login.UNDER_WAY.get()).isNull();
        return failure;
    }

    private static String stackTrace(Throwable failure) {
        var text = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    private static TlsTrust trust(PrivateCa ca, boolean verifyHostname) {
        return Cloud.trust(ca.certificatePem(), verifyHostname);
    }

    @Test
    void aServerOfAnotherAuthorityHearsNoTokenByte() throws Exception {
        try (ScriptedServer server = ScriptedServer.start((s, client) -> PostgresqlWords.ask(
                s, PostgresqlWords.tls(s, client, OTHER_CA.serverContext(NAME)), (byte) 0, (byte) 0, (byte) 0, (byte)
                        3))) {
            assertThat((Throwable) refusal(server, trust(CA, true))).hasCauseInstanceOf(SSLException.class);
            assertThat(server.heard()).doesNotContain("canary").doesNotContain("sales");
        }
    }

    @Test
    void aServerOfAnotherNameHearsNoTokenByte() throws Exception {
        try (ScriptedServer server = ScriptedServer.start((s, client) -> PostgresqlWords.ask(
                s,
                PostgresqlWords.tls(s, client, CA.serverContext("evil.localhost")),
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 3))) {
            assertThat((Throwable) refusal(server, trust(CA, true)))
                    .hasCauseInstanceOf(SSLException.class)
                    .hasRootCauseInstanceOf(CertificateException.class);
            assertThat(server.heard()).doesNotContain("canary").doesNotContain("sales");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "[2001:db8::1]", "fe80::1%lo"})
    void anIpv6EndpointNeedsACertificateToo(String host) throws Exception {
        try (ScriptedServer server = ScriptedServer.start((s, client) -> PostgresqlWords.ask(
                s, PostgresqlWords.tls(s, client, CA.serverContext(NAME)), (byte) 0, (byte) 0, (byte) 0, (byte) 3))) {
            ConnectRequest request = new ConnectRequest(
                    new Endpoint(host, 5432),
                    server.address(),
                    "sales",
                    "iam",
                    limit -> new AuthToken(CANARY),
                    trust(CA, true),
                    Cloud.TIMEOUT,
                    Map.of());
            assertThat((Throwable) refusal(request)).hasRootCauseInstanceOf(CertificateException.class);
            assertThat(server.heard()).doesNotContain("canary").doesNotContain("sales");
        }
    }

    @Test
    void verifyCaLeavesTheNameOut() throws Exception {
        try (ScriptedServer server = ScriptedServer.start((s, client) -> PostgresqlWords.ask(
                s,
                PostgresqlWords.tls(s, client, CA.serverContext("evil.localhost")),
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 5,
                (byte) 1,
                (byte) 2,
                (byte) 3,
                (byte) 4))) {
            assertThat(plugin.classify(refusal(server, trust(CA, false)))).isEqualTo(FailureCode.USER_NOT_IAM);
            assertThat(server.heard()).contains("sales").doesNotContain("canary");
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {'N', 'E'})
    void aServerWithoutTlsHearsNothingMore(char answer) throws Exception {
        try (ScriptedServer server = ScriptedServer.start((s, client) -> {
            PostgresqlWords.readTlsRequest(s, client);
            client.getOutputStream().write(answer);
            s.hear(client.getInputStream(), Integer.MAX_VALUE);
        })) {
            assertThat(plugin.classify(refusal(server, trust(CA, true)))).isEqualTo(FailureCode.TLS_NOT_OFFERED);
            assertThat(server.heard()).hasSize(8);
        }
    }

    static Stream<Arguments> otherRequests() {
        byte[] scram = new byte[4 + 15];
        scram[3] = 10;
        System.arraycopy("SCRAM-SHA-256\0\0".getBytes(StandardCharsets.US_ASCII), 0, scram, 4, 15);
        return Stream.of(
                arguments("MD5", new byte[] {0, 0, 0, 5, 1, 2, 3, 4}),
                arguments("SCRAM", scram),
                arguments("GSS", new byte[] {0, 0, 0, 7}),
                arguments("SSPI", new byte[] {0, 0, 0, 9}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherRequests")
    void aServerThatAsksForAnythingButClearTextHearsNothingMadeOfTheToken(String method, byte[] request)
            throws Exception {
        try (ScriptedServer server = ScriptedServer.start((s, client) ->
                PostgresqlWords.ask(s, PostgresqlWords.tls(s, client, CA.serverContext(NAME)), request))) {
            SQLException failure = refusal(server, trust(CA, true));

            assertThat(plugin.classify(failure)).isEqualTo(FailureCode.USER_NOT_IAM);
            assertThat(server.heard()).endsWith("\0\0").doesNotContain("canary");
        }
    }

    @Test
    void aServerThatSpeaksAnotherProtocolIsRecognised() throws Exception {
        try (ScriptedServer server = ScriptedServer.start((s, client) -> {
            client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            s.hear(client.getInputStream(), Integer.MAX_VALUE);
        })) {
            assertThat(plugin.classify(refusal(server, trust(CA, true)))).isEqualTo(FailureCode.PROTOCOL_ERROR);
        }
    }

    @Test
    void theDeadlineEndsAConnectToAServerThatNeverSpeaks() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.start((s, client) -> s.hear(client.getInputStream(), Integer.MAX_VALUE))) {
            SQLException failure = refusal(request(server, trust(CA, true), Duration.ofMillis(300)));

            assertThat((Throwable) failure).hasRootCauseInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void theDeadlineEndsAHandshakeThatNeverSpeaks() throws Exception {
        try (ScriptedServer server = ScriptedServer.start((s, client) -> {
            PostgresqlWords.readTlsRequest(s, client);
            client.getOutputStream().write('S');
            s.hear(client.getInputStream(), Integer.MAX_VALUE);
        })) {
            SQLException failure = refusal(request(server, trust(CA, true), Duration.ofMillis(300)));

            assertThat((Throwable) failure).hasRootCauseInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void theDeadlineEndsALoginThatDripsBytes() throws Exception {
        try (ScriptedServer server = ScriptedServer.start((s, client) -> {
            OutputStream out =
                    PostgresqlWords.tls(s, client, CA.serverContext(NAME)).getOutputStream();
            // A notice that never ends: each byte comes long before a timeout per read would notice.
            out.write(new byte[] {'E', 0, 0, 0x70, 0});
            while (true) {
                out.write('x');
                LockSupport.parkNanos(1_000_000);
            }
        })) {
            SQLException failure = refusal(request(server, trust(CA, true), Duration.ofMillis(1500)));

            assertThat((Throwable) failure).hasRootCauseInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aRefusedTcpConnectionIsSaidSo() throws Exception {
        Endpoint closed;
        try (ServerSocket reserved = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            closed = new Endpoint("127.0.0.1", reserved.getLocalPort());
        }
        ConnectRequest request = new ConnectRequest(
                new Endpoint(NAME, 5432),
                closed,
                null,
                "iam",
                limit -> new AuthToken(CANARY),
                trust(CA, true),
                Cloud.TIMEOUT,
                Map.of());

        assertThat((Throwable) refusal(request)).hasRootCauseInstanceOf(java.net.ConnectException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b?sslmode=disable", "a,b", "a b", "a@b", "a#b"})
    void aHostThatIsNoneIsNeverPutIntoAUrl(String host) {
        ConnectRequest request = new ConnectRequest(
                new Endpoint(host, 5432),
                new Endpoint("127.0.0.1", 1),
                null,
                "iam",
                limit -> new AuthToken(CANARY),
                trust(CA, true),
                Cloud.TIMEOUT,
                Map.of());

        assertThat((Throwable) refusal(request)).hasMessageContaining("instanceHost");
    }
}
