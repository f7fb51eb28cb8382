package ai.fourminds.rds.local.postgresql;

import ai.fourminds.rds.local.server.gateway.ProtocolViolation;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A packet without type byte, which opens a connection. Immutable. */
sealed interface Opening {
    /** PostgreSQL's own limit for such packets, in bytes. */
    int LONGEST = 10_000;

    int CANCEL_REQUEST = 80877102;
    int SSL_REQUEST = 80877103;
    int GSS_ENCRYPTION_REQUEST = 80877104;
    int PROTOCOL_3 = 3;

    /** A request for TLS. */
    record Tls() implements Opening {}

    /** A request for GSS encryption, which is not supported. */
    record GssEncryption() implements Opening {}

    /** A request to cancel another connection's query, as received. */
    record Cancel(ByteBuffer packet) implements Opening {}

    /** The start of a session: the packet as received, and its parameters. */
    record Startup(ByteBuffer packet, Map<String, String> parameters) implements Opening {
        String user() {
            return parameters.getOrDefault("user", "");
        }

        String database() {
            return parameters.getOrDefault("database", user());
        }
    }

    /** Reads one packet. @throws ProtocolViolation for any other packet */
    static Opening read(InputStream in) throws IOException {
        var data = new DataInputStream(in);
        int length = data.readInt();
        if (length < 8 || length > LONGEST) {
            throw new ProtocolViolation("invalid length of startup packet");
        }
        byte[] packet = new byte[length];
        ByteBuffer.wrap(packet).putInt(length);
        data.readFully(packet, 4, length - 4);
        int code = ByteBuffer.wrap(packet).getInt(4);
        return switch (code) {
            case SSL_REQUEST -> new Tls();
            case GSS_ENCRYPTION_REQUEST -> new GssEncryption();
            case CANCEL_REQUEST -> new Cancel(ByteBuffer.wrap(packet).asReadOnlyBuffer());
            default -> startup(packet, code);
        };
    }

    private static Startup startup(byte[] packet, int code) throws ProtocolViolation {
        if (code >>> 16 != PROTOCOL_3) {
            throw new ProtocolViolation("unsupported frontend protocol %d.%d: server supports 3.0 to 3.0"
                    .formatted(code >>> 16, code & 0xffff));
        }
        // Names and values, each ended by a zero, and a zero at the end of all.
        String[] fields = new String(packet, 8, packet.length - 8, StandardCharsets.UTF_8).split("\0", -1);
        int pairs = fields.length / 2 - 1;
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < pairs; i++) {
            parameters.put(fields[2 * i], fields[2 * i + 1]);
        }
        boolean complete = fields.length % 2 == 0 && fields[2 * pairs].isEmpty() && fields[2 * pairs + 1].isEmpty();
        if (!complete || parameters.containsKey("")) {
            throw new ProtocolViolation("invalid startup packet layout: expected terminator as last byte");
        }
        return new Startup(ByteBuffer.wrap(packet).asReadOnlyBuffer(), Map.copyOf(parameters));
    }

    /** Reads one password message of at most {@code longest} bytes. */
    static String readPassword(InputStream in, int longest) throws IOException {
        var data = new DataInputStream(in);
        int type = data.read();
        if (type < 0) {
            throw new EOFException();
        }
        int length = data.readInt();
        if (type != 'p' || length < 5 || length > longest) {
            throw new ProtocolViolation("expected password response");
        }
        byte[] body = new byte[length - 4];
        data.readFully(body);
        int end = body[body.length - 1] == 0 ? body.length - 1 : body.length;
        return new String(body, 0, end, StandardCharsets.UTF_8);
    }
}
