package ai.fourminds.rds.local.postgresql;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Messages of PostgreSQL's protocol 3 that the gateway itself sends. Stateless. */
final class WireMessage {
    private static final int CLEARTEXT_PASSWORD = 3;
    private static final int MD5_PASSWORD = 5;

    private WireMessage() {}

    static byte[] authenticationCleartextPassword() {
        return message('R', body -> body.writeInt(CLEARTEXT_PASSWORD));
    }

    static byte[] authenticationMd5Password(byte[] salt) {
        return message('R', body -> {
            body.writeInt(MD5_PASSWORD);
            body.write(salt);
        });
    }

    static byte[] fatal(String sqlState, String text) {
        return message('E', body -> {
            field(body, 'S', "FATAL");
            field(body, 'V', "FATAL");
            field(body, 'C', sqlState);
            field(body, 'M', text);
            body.writeByte(0);
        });
    }

    private static void field(DataOutputStream body, char type, String value) throws IOException {
        body.writeByte(type);
        body.write(value.getBytes(StandardCharsets.UTF_8));
        body.writeByte(0);
    }

    private static byte[] message(char type, Body body) {
        try {
            var content = new ByteArrayOutputStream();
            body.write(new DataOutputStream(content));
            var message = new ByteArrayOutputStream();
            var out = new DataOutputStream(message);
            out.writeByte(type);
            out.writeInt(4 + content.size());
            content.writeTo(out);
            return message.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    /** Writes the bytes after the length. */
    private interface Body {
        void write(DataOutputStream out) throws IOException;
    }
}
