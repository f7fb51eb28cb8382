package ai.fourminds.rds.local.postgresql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Messages of PostgreSQL's protocol 3 that the gateway itself sends. Stateless. */
final class WireMessage {
    private static final int CLEARTEXT_PASSWORD = 3;
    private static final int MD5_PASSWORD = 5;

    private WireMessage() {}

    static byte[] authenticationCleartextPassword() {
        return authentication(CLEARTEXT_PASSWORD, new byte[0]);
    }

    static byte[] authenticationMd5Password(byte[] salt) {
        return authentication(MD5_PASSWORD, salt);
    }

    static byte[] fatal(String sqlState, String text) {
        String fields = "SFATAL\0VFATAL\0C" + sqlState + "\0M" + text + "\0\0";
        return message('E', fields.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] authentication(int method, byte[] data) {
        return message(
                'R',
                ByteBuffer.allocate(4 + data.length).putInt(method).put(data).array());
    }

    private static byte[] message(char type, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) type)
                .putInt(4 + body.length)
                .put(body)
                .array();
    }
}
