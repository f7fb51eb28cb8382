package ai.fourminds.rds.local.mysql.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The packets that the gateway itself sends during a login. Stateless. */
public final class ServerPackets {
    public static final String CLEAR_PASSWORD = "mysql_clear_password";
    private static final int ERROR = 0xff;
    private static final int SWITCH = 0xfe;
    private static final int MORE = 0x01;

    private ServerPackets() {}

    public static boolean isError(byte[] payload) {
        return startsWith(payload, ERROR);
    }

    /** Whether the login continues after this packet. */
    static boolean isQuestion(byte[] payload) {
        return startsWith(payload, SWITCH) || startsWith(payload, MORE);
    }

    /** Whether the server requests another authentication plugin. */
    static boolean isSwitch(byte[] payload) {
        return startsWith(payload, SWITCH);
    }

    public static byte[] accessDenied(String user, String host, boolean withPassword) {
        String text = "Access denied for user '%s'@'%s' (using password: %s)";
        return error(1045, "28000", text.formatted(user, host, withPassword ? "YES" : "NO"));
    }

    public static byte[] insecureTransport() {
        return error(
                3159,
                "HY000",
                "Connections using insecure transport are prohibited while --require_secure_transport=ON.");
    }

    public static byte[] proxyRequiresTls() {
        return error(3159, "HY000", "This RDS Proxy requires TLS connections");
    }

    public static byte[] badHandshake() {
        return error(1043, "08S01", "Bad handshake");
    }

    public static byte[] tooOldClient() {
        return error(
                1251,
                "08004",
                "Client does not support authentication protocol requested by server;"
                        + " consider upgrading MySQL client");
    }

    /** Requests the password in clear text. */
    public static byte[] askInClear() {
        return ask(CLEAR_PASSWORD, new byte[0]);
    }

    /** Requests the password mixed with the salt of {@code greeting}. */
    public static byte[] askScrambled(Greeting greeting) {
        return ask(Proofs.NATIVE, greeting.gatewaySalt());
    }

    private static boolean startsWith(byte[] payload, int kind) {
        return payload.length > 0 && (payload[0] & 0xff) == kind;
    }

    private static byte[] ask(String plugin, byte[] data) {
        byte[] name = plugin.getBytes(StandardCharsets.US_ASCII);
        int trailing = data.length == 0 ? 0 : data.length + 1;
        return ByteBuffer.allocate(2 + name.length + trailing)
                .put((byte) SWITCH)
                .put(name)
                .put((byte) 0)
                .put(data)
                .array();
    }

    private static byte[] error(int code, String sqlState, String text) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        byte[] error = new byte[9 + message.length];
        Fields.littleEndian(error)
                .put((byte) ERROR)
                .putShort((short) code)
                .put(("#" + sqlState).getBytes(StandardCharsets.US_ASCII))
                .put(message);
        return error;
    }
}
