package ai.fourminds.rds.contract.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.fourminds.rds.contract.Cloud;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.local.tls.PrivateCa;
import ai.fourminds.rds.plugin.AuthToken;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.Endpoint;
import ai.fourminds.rds.plugin.EnginePlugin;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests of servers that must not receive a token: impostors, without TLS, with another authentication method, or too
 * slow.
 */
@Timeout(300)
public abstract class FamilyRefusalContract {

    private static final String CANARY = "canary-token-" + "x".repeat(1_400);
    private static final String NAME = "prod.abc123.us-east-1.rds.localhost";
    private static final PrivateCa CA = PrivateCa.create();
    private static final PrivateCa OTHER_CA = PrivateCa.create();

    private final EnginePlugin plugin;

    /** The plugin under test. */
    protected FamilyRefusalContract(EnginePlugin plugin) {
        this.plugin = plugin;
    }

    private SQLException refusal(ScriptedServer server, Duration timeout) {
        return refusal(server, NAME, timeout);
    }

    private SQLException refusal(ScriptedServer server, String host, Duration timeout) {
        ConnectRequest request = new ConnectRequest(
                new Endpoint(host, 3306),
                server.address(),
                "sales",
                "iam",
                limit -> new AuthToken(CANARY),
                Cloud.trust(CA.certificatePem(), true),
                timeout,
                Map.of());
        SQLException failure = catchThrowableOfType(SQLException.class, () -> plugin.connect(request));
        assertThat((Throwable) failure).isNotNull().hasStackTraceContaining("connect");
        assertThat(messages(failure)).noneMatch(m -> m.contains("canary"));
        return failure;
    }

    private static Stream<String> messages(Throwable failure) {
        return Stream.<Throwable>iterate(failure, f -> f != null, Throwable::getCause)
                .map(String::valueOf);
    }

    private SQLException refusal(ScriptedServer server) {
        return refusal(server, Duration.ofSeconds(30));
    }

    private static ScriptedServer withCertificate(SSLContext context) throws IOException {
        return ScriptedServer.start((server, client) -> {
            MysqlWords.greet(client, true);
            server.hear(MysqlWords.tls(server, client, context).getInputStream(), Integer.MAX_VALUE);
        });
    }

    @Test
    void aServerOfAnotherAuthorityHearsNoTokenByte() throws Exception {
        try (ScriptedServer server = withCertificate(OTHER_CA.serverContext(NAME))) {
            assertThat(messages(refusal(server))).anyMatch(m -> m.contains("SSLHandshakeException"));
            assertThat(server.heard()).doesNotContain("canary").doesNotContain("sales");
        }
    }

    @Test
    void aServerOfAnotherNameHearsNoTokenByte() throws Exception {
        try (ScriptedServer server = withCertificate(CA.serverContext("evil.localhost"))) {
            assertThat((Throwable) refusal(server)).hasRootCauseInstanceOf(CertificateException.class);
            assertThat(server.heard()).doesNotContain("canary").doesNotContain("sales");
        }
    }

    @Test
    void aCertificateOfTheDialledAddressIsNotThatOfTheEndpoint() throws Exception {
        try (ScriptedServer server = withCertificate(CA.serverContext("localhost"))) {
            assertThat((Throwable) refusal(server)).hasRootCauseInstanceOf(CertificateException.class);
            assertThat(server.heard()).doesNotContain("canary").doesNotContain("sales");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "[2001:db8::1]"})
    void anIpv6EndpointNeedsACertificateToo(String host) throws Exception {
        try (ScriptedServer server = withCertificate(CA.serverContext(NAME))) {
            assertThat((Throwable) refusal(server, host, Duration.ofSeconds(30)))
                    .hasRootCauseInstanceOf(CertificateException.class);
            assertThat(server.heard()).doesNotContain("canary").doesNotContain("sales");
        }
    }

    @Test
    void aServerWithoutTlsHearsNothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.start((s, client) -> {
            MysqlWords.greet(client, false);
            s.hear(client.getInputStream(), Integer.MAX_VALUE);
        })) {
            assertThat(plugin.classify(refusal(server))).isEqualTo(FailureCode.TLS_NOT_OFFERED);
            assertThat(server.heard()).doesNotContain("canary").doesNotContain("sales");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql_native_password",
                "caching_sha2_password",
                "sha256_password",
                "mysql_old_password",
                "dialog"
            })
    void aServerThatAsksOtherwiseGetsNoAnswer(String method) throws Exception {
        try (ScriptedServer server = ScriptedServer.start((s, client) -> {
            MysqlWords.greet(client, true);
            MysqlWords.askOtherwise(s, MysqlWords.tls(s, client, CA.serverContext(NAME)), method);
        })) {
            assertThat(plugin.classify(refusal(server))).isEqualTo(FailureCode.USER_NOT_IAM);
            assertThat(server.heard()).doesNotContain("canary");
        }
    }

    @Test
    void aServerThatSaysNothingIsLeftAtTheDeadline() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.start((s, client) -> s.hear(client.getInputStream(), Integer.MAX_VALUE))) {
            SQLException failure = refusal(server, Duration.ofMillis(300));
            assertThat(messages(failure)).anyMatch(m -> m.contains(SocketTimeoutException.class.getSimpleName()));
            assertThat(server.heard()).isEmpty();
        }
    }
}
