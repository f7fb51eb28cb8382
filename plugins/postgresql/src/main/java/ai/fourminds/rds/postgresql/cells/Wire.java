package ai.fourminds.rds.postgresql.cells;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.SQLNonTransientConnectionException;

/**
 * Reads big-endian integers in the server's messages. Small ones are read byte by byte: a view of the array is no
 * faster, and compiles more slowly at every call. Stateless and thread-safe.
 */
final class Wire {

    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);

    private Wire() {}

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
    }

    static int int2(byte[] message, int at) {
        return (message[at] << Byte.SIZE) | (message[at + 1] & 0xFF);
    }

    static int int4(byte[] message, int at) {
        return (int2(message, at) << Short.SIZE) | (int2(message, at + 2) & 0xFFFF);
    }

    static long int8(byte[] message, int at) {
        return (long) LONGS.get(message, at);
    }

    static void putInt4(byte[] out, int at, int value) {
        INTS.set(out, at, value);
    }

    static void putInt8(byte[] out, int at, long value) {
        LONGS.set(out, at, value);
    }

    /** Returns the failure for a message that violates the protocol. */
    static SQLNonTransientConnectionException unexpected(String what) {
        return new SQLNonTransientConnectionException("the server sent " + what + " in a binary COPY", "08P01");
    }
}
