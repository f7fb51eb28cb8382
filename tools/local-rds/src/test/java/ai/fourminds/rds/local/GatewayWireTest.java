package ai.fourminds.rds.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.RunningRds.Shared;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(RunningRds.class)
class GatewayWireTest {
    private static final int CANCEL_REQUEST = 80877102;
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int PROTOCOL_3 = 3 << 16;

    private final Shared shared;

    GatewayWireTest(Shared shared) {
        this.shared = shared;
    }

    @Test
    void gssEncryptionIsDeclinedAndTlsOfferedThen() throws IOException {
        try (Socket socket = connect()) {
            send(socket, request(GSS_REQUEST));
            assertThat(socket.getInputStream().read()).isEqualTo('N');
            send(socket, request(SSL_REQUEST));
            assertThat(socket.getInputStream().read()).isEqualTo('S');
        }
    }

    static Stream<byte[]> malformedOpenings() {
        return Stream.of(
                ByteBuffer.allocate(8).putInt(7).putInt(PROTOCOL_3).array(),
                ByteBuffer.allocate(8).putInt(-1).putInt(PROTOCOL_3).array(),
                ByteBuffer.allocate(8).putInt(10_001).putInt(PROTOCOL_3).array(),
                ByteBuffer.allocate(8)
                        .putInt(Integer.MAX_VALUE)
                        .putInt(PROTOCOL_3)
                        .array(),
                request(2 << 16),
                request(PROTOCOL_3),
                startup("user\0somebody"),
                startup("user\0"),
                startup("user\0somebody\0\0trailing"),
                "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @MethodSource("malformedOpenings")
    void malformedOpeningsAreAnsweredWithAProtocolViolation(byte[] opening) throws IOException {
        try (Socket socket = connect()) {
            send(socket, opening);
            assertThat(answer(socket)).startsWith("E").contains("SFATAL", "C08P01");
        }
    }

    @Test
    void plaintextSentAlongWithTheRequestForTlsIsNotTakenForEncrypted() throws IOException {
        byte[] startup = startup("user\0fourminds_iam_user\0\0");
        try (Socket socket = connect()) {
            send(
                    socket,
                    ByteBuffer.allocate(8 + startup.length)
                            .put(request(SSL_REQUEST))
                            .put(startup)
                            .array());
            assertThat(answer(socket)).startsWith("S").doesNotContain("FATAL").doesNotContain("R\0\0\0");
        }
    }

    @Test
    void aCancelRequestForNobodyIsAnsweredByClosing() throws IOException {
        try (Socket socket = connect()) {
            send(
                    socket,
                    ByteBuffer.allocate(16)
                            .putInt(16)
                            .putInt(CANCEL_REQUEST)
                            .putInt(1)
                            .putInt(2)
                            .array());
            assertThat(answer(socket)).isEmpty();
        }
    }

    @Test
    void aPasswordBeyondAnyTokensLengthIsNotRead() throws Exception {
        try (Socket encrypted = connectEncrypted()) {
            send(encrypted, startup("user\0fourminds_iam_user\0database\0sales\0\0"));
            var in = new DataInputStream(encrypted.getInputStream());
            assertThat(in.readNBytes(9)).containsExactly('R', 0, 0, 0, 8, 0, 0, 0, 3);
            send(
                    encrypted,
                    ByteBuffer.allocate(5).put((byte) 'p').putInt(65_537).array());
            assertThat(answer(encrypted)).startsWith("E").contains("C08P01", "expected password response");
        }
    }

    @Test
    void aStartupWithoutUserIsRefused() throws Exception {
        try (Socket encrypted = connectEncrypted()) {
            send(encrypted, startup("database\0sales\0\0"));
            assertThat(answer(encrypted)).contains("C28000", "no PostgreSQL user name specified");
        }
    }

    @Test
    void clientsThatHangUpMidwayDoNotDisturbOthers() throws Exception {
        for (int length : new int[] {0, 3, 8}) {
            try (Socket socket = connect()) {
                send(socket, java.util.Arrays.copyOf(request(SSL_REQUEST), length));
            }
        }
        try (Socket encrypted = connectEncrypted()) {
            send(encrypted, startup("user\0fourminds_iam_user\0\0"));
        }
        try (var connection = shared.connect()) {
            assertThat(connection.isValid(10)).isTrue();
        }
    }

    private Socket connectEncrypted() throws IOException, GeneralSecurityException {
        Socket plain = connect();
        send(plain, request(SSL_REQUEST));
        assertThat(plain.getInputStream().read()).isEqualTo('S');
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        try (var pem = Files.newInputStream(shared.rds().rootCertificate())) {
            roots.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        trust.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), shared.analytics().listenPort());
    }

    private static byte[] request(int code) {
        return ByteBuffer.allocate(8).putInt(8).putInt(code).array();
    }

    private static byte[] startup(String parameters) {
        byte[] body = parameters.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + body.length)
                .putInt(8 + body.length)
                .putInt(PROTOCOL_3)
                .put(body)
                .array();
    }

    private static void send(Socket socket, byte[] bytes) throws IOException {
        new DataOutputStream(socket.getOutputStream()).write(bytes);
        socket.getOutputStream().flush();
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
