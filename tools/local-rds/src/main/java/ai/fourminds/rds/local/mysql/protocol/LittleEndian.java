package ai.fourminds.rds.local.mysql.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Buffers in the byte order of MySQL's protocol. Stateless. */
final class LittleEndian {
    private LittleEndian() {}

    static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
