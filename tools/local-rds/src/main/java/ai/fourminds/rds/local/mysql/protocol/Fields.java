package ai.fourminds.rds.local.mysql.protocol;

import ai.fourminds.rds.local.server.gateway.ProtocolViolation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the fields of packets. Checks each length against the remaining bytes. Stateless. */
final class Fields {
    private Fields() {}

    /** Returns a buffer in the byte order of MySQL's protocol. */
    static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] take(ByteBuffer in, int length) throws ProtocolViolation {
        if (length < 0 || length > in.remaining()) {
            throw new ProtocolViolation("a field goes beyond its packet");
        }
        byte[] field = new byte[length];
        in.get(field);
        return field;
    }

    /** Reads up to the next zero, which it skips. */
    static byte[] terminated(ByteBuffer in) throws ProtocolViolation {
        int end = in.position();
        while (end < in.limit() && in.get(end) != 0) {
            end++;
        }
        byte[] field = take(in, end - in.position());
        take(in, 1);
        return field;
    }

    /** Reads an integer of one, three, or four bytes; longer ones exceed any login packet. */
    static int length(ByteBuffer in) throws ProtocolViolation {
        int first = take(in, 1)[0] & 0xff;
        return switch (first) {
            case 0xfc -> littleEndian(take(in, 2)).getShort() & 0xffff;
            case 0xfb, 0xfd, 0xfe, 0xff -> throw new ProtocolViolation("an impossible length");
            default -> first;
        };
    }
}
