package ai.fourminds.rds.local;

import static ai.fourminds.rds.local.RunningRds.IAM_USER;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.RunningFamily.Family;
import ai.fourminds.rds.local.RunningFamily.Way;
import ai.fourminds.rds.local.iam.token.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RunningFamily.class)
class MysqlWireTest {
    private static final int WITH_DATABASE = 1 << 3;
    private static final int COMPRESS = 1 << 5;
    private static final int PROTOCOL_41 = 1 << 9;
    private static final int TLS = 1 << 11;
    private static final int SECURE = 1 << 15;
    private static final int PLUGIN = 1 << 19;
    private static final int ATTRIBUTES = 1 << 20;
    private static final int LENGTH_ENCODED = 1 << 21;
    private static final int ZSTD = 1 << 26;
    private static final int USUAL = PROTOCOL_41 | SECURE | PLUGIN;

    private final Family family;

    MysqlWireTest(Family family) {
        this.family = family;
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod-orders", "prod-billing"})
    void theGreetingOffersTlsAndNoCompressionAndASaltOfItsOwn(String identifier) throws IOException {
        try (Socket first = connect(identifier);
                Socket second = connect(identifier)) {
            byte[] greeting = packet(first);
            int capabilities = capabilities(greeting);
            assertThat(greeting[0]).isEqualTo((byte) 10);
            assertThat(capabilities & (TLS | PLUGIN | PROTOCOL_41)).isEqualTo(TLS | PLUGIN | PROTOCOL_41);
            assertThat(capabilities & (COMPRESS | ZSTD)).isZero();
            assertThat(text(greeting)).endsWith("mysql_native_password\0");
            assertThat(packet(second)).isNotEqualTo(greeting);
        }
    }

    static Stream<byte[]> malformedOpenings() {
        return Stream.of(
                numbered(1, new byte[0]),
                numbered(1, new byte[31]),
                numbered(1, hello(SECURE, "somebody", new byte[0], "")),
                numbered(1, Arrays.copyOf(hello(USUAL, "somebody", new byte[0], ""), 34)),
                numbered(1, hello(USUAL | LENGTH_ENCODED, "", new byte[] {(byte) 0xfe, 1}, "")),
                new byte[] {0, 0, 3, 1},
                "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @MethodSource("malformedOpenings")
    void malformedOpeningsAreCalledABadHandshake(byte[] opening) throws IOException {
        try (Socket socket = connect("prod-orders")) {
            packet(socket);
            socket.getOutputStream().write(opening);
            assertError(socket, 1043, "#08S01Bad handshake");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {USUAL, USUAL | COMPRESS | ZSTD, USUAL | LENGTH_ENCODED})
    void aTokenThatComesUnaskedIsTaken(int capabilities) throws Exception {
        byte[] token = token("prod-billing").getBytes(StandardCharsets.UTF_8);
        try (Socket encrypted = connectEncrypted("prod-billing")) {
            byte[] proof = (capabilities & LENGTH_ENCODED) == 0 ? new byte[0] : lengthEncoded(token);
            send(encrypted, 2, hello(capabilities, IAM_USER, proof, "mysql_clear_password"));
            if (proof.length == 0) {
                assertThat(text(packet(encrypted))).isEqualTo("\u00femysql_clear_password\0");
                send(encrypted, 4, token);
            }
            assertThat(packet(encrypted)[0]).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16_384, 65_535, 65_536})
    void aPasswordAsLongAsRdsTakesIsRead(int length) throws Exception {
        try (Socket encrypted = connectEncrypted("prod-orders")) {
            send(encrypted, 2, hello(USUAL, IAM_USER, new byte[0], ""));
            packet(encrypted);
            byte[] password = new byte[length];
            Arrays.fill(password, (byte) 'x');
            send(encrypted, 4, password);
            assertError(encrypted, 1045, "(using password: YES)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod-orders", "prod-billing"})
    void aPasswordBeyondAnyTokensLengthIsNotRead(String identifier) throws Exception {
        try (Socket encrypted = connectEncrypted(identifier)) {
            send(encrypted, 2, hello(USUAL, IAM_USER, new byte[0], ""));
            packet(encrypted);
            encrypted.getOutputStream().write(new byte[] {1, 0, 1, 4});
            assertError(encrypted, 1043, "Bad handshake");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod-orders", "prod-billing"})
    void aClientTooOldForPluginsIsToldSo(String identifier) throws Exception {
        try (Socket encrypted = connectEncrypted(identifier)) {
            send(encrypted, 2, hello(PROTOCOL_41 | SECURE, IAM_USER, new byte[0], ""));
            assertError(encrypted, 1251, "#08004Client does not support authentication protocol");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod-orders", "prod-billing"})
    void databaseAndAttributesArriveBehind(String identifier) throws Exception {
        byte[] attributes = new byte[] {9, 4, 't', 'o', 'o', 'l', 3, 'x', '"', 'y'};
        var tail = new ByteArrayOutputStream();
        tail.writeBytes("warehouse\0mysql_native_password\0".getBytes(StandardCharsets.US_ASCII));
        tail.writeBytes(attributes);
        try (Socket encrypted = connectEncrypted(identifier)) {
            byte[] start = hello(USUAL | WITH_DATABASE | ATTRIBUTES, IAM_USER, new byte[0], null);
            send(
                    encrypted,
                    2,
                    ByteBuffer.allocate(start.length + tail.size())
                            .put(start)
                            .put(tail.toByteArray())
                            .array());
            packet(encrypted);
            send(encrypted, 4, token(identifier).getBytes(StandardCharsets.UTF_8));
            assertThat(packet(encrypted)[0]).isZero();
            send(encrypted, 0, "\u0003select database()".getBytes(StandardCharsets.US_ASCII));
            packet(encrypted);
            assertThat(text(packet(encrypted))).contains("database()");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 20, 36})
    void clientsThatHangUpMidwayDoNotDisturbOthers(int bytes) throws Exception {
        LocalInstance instance = family.rds().instance("prod-orders");
        try (Socket socket = connect("prod-orders")) {
            packet(socket);
            socket.getOutputStream().write(Arrays.copyOf(tlsRequest(), bytes));
        }
        try (Socket encrypted = connectEncrypted("prod-orders")) {
            send(encrypted, 2, hello(USUAL, IAM_USER, new byte[0], ""));
        }
        family.connect(new Way("prod-orders", NativeDriver.CONNECTOR_J)).close();
        while (instance.connections() > 0) {
            Thread.sleep(10);
        }
        assertThat(instance.lastRefusal()).isNotEqualTo(java.util.Optional.of(Refusal.NOT_ENCRYPTED));
    }

    private String token(String identifier) {
        return family.token(family.rds().instance(identifier), IAM_USER);
    }

    private Socket connect(String identifier) throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(),
                family.rds().instance(identifier).listenPort());
    }

    private Socket connectEncrypted(String identifier) throws IOException, GeneralSecurityException {
        Socket plain = connect(identifier);
        packet(plain);
        plain.getOutputStream().write(tlsRequest());
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        try (var pem = Files.newInputStream(family.rds().rootCertificate())) {
            roots.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
    }

    private static byte[] tlsRequest() {
        return numbered(
                1,
                ByteBuffer.allocate(32)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(USUAL | TLS)
                        .array());
    }

    /** @param plugin null to leave out what may follow the authentication */
    private static byte[] hello(int capabilities, String user, byte[] authentication, String plugin) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(32)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(capabilities)
                .putInt(1 << 24)
                .put((byte) 45)
                .array());
        out.writeBytes((user + "\0").getBytes(StandardCharsets.UTF_8));
        if ((capabilities & LENGTH_ENCODED) == 0) {
            out.write(authentication.length);
        }
        out.writeBytes(authentication);
        if (plugin != null) {
            out.writeBytes((plugin + "\0").getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] lengthEncoded(byte[] bytes) {
        return ByteBuffer.allocate(3 + bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xfc)
                .putShort((short) bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] numbered(int sequence, byte[] payload) {
        return ByteBuffer.allocate(4 + payload.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(payload.length | sequence << 24)
                .put(payload)
                .array();
    }

    private static void send(Socket socket, int sequence, byte[] payload) throws IOException {
        socket.getOutputStream().write(numbered(sequence, payload));
        socket.getOutputStream().flush();
    }

    private static byte[] packet(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        byte[] header = new byte[4];
        in.readFully(header);
        byte[] payload =
                new byte[ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xffffff];
        in.readFully(payload);
        return payload;
    }

    private static int capabilities(byte[] greeting) {
        int end = text(greeting).indexOf('\0');
        ByteBuffer buffer = ByteBuffer.wrap(greeting).order(ByteOrder.LITTLE_ENDIAN);
        return buffer.getShort(end + 14) & 0xffff | buffer.getShort(end + 19) << 16;
    }

    private static void assertError(Socket socket, int code, String message) throws IOException {
        byte[] error = packet(socket);
        assertThat(error[0]).isEqualTo((byte) 0xff);
        assertThat(ByteBuffer.wrap(error).order(ByteOrder.LITTLE_ENDIAN).getShort(1))
                .isEqualTo((short) code);
        assertThat(text(error)).contains(message);
    }

    private static String text(byte[] payload) {
        return new String(payload, StandardCharsets.ISO_8859_1);
    }
}
