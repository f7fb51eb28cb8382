package ai.fourminds.rds.plugins.common.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the characters that CSV gives a meaning to in UTF-8 text, eight bytes at a time: in a byte beyond ASCII none of them
 * can be. Stateless and thread-safe.
 */
public final class SpecialBytes {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long COMMAS = ',' * ONES;
    private static final long QUOTES = '"' * ONES;
    private static final long BEYOND_LINE_BREAKS = ('\r' + 1) * ONES;

    private SpecialBytes() {}

    /** Where the first comma, quote, carriage return or line feed is; {@code to} where there is none. */
    public static int next(byte[] bytes, int from, int to) {
        int at = nextCandidate(bytes, from, to);
        while (at < to && !isSpecial(bytes[at])) {
            at = nextCandidate(bytes, at + 1, to);
        }
        return at;
    }

    /** Where the first quote is; {@code to} where there is none. */
    public static int nextQuote(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long quotes = zeros((long) EIGHT.get(bytes, i) ^ QUOTES) & HIGH_BITS;
            if (quotes != 0) {
                return i + Long.numberOfTrailingZeros(quotes) / Byte.SIZE;
            }
        }
        while (i < to && bytes[i] != '"') {
            i++;
        }
        return i;
    }

    private static int nextCandidate(byte[] bytes, int from, int to) {
        int last = to - Long.BYTES;
        int i = from;
        for (; i <= last; i += Long.BYTES) {
            long candidates = candidates((long) EIGHT.get(bytes, i));
            if (candidates != 0) {
                return i + Long.numberOfTrailingZeros(candidates) / Byte.SIZE;
            }
        }
        // The end once more, with bytes that have been seen: eight at once cost less than the few one by one.
        boolean clear = from <= last && candidates((long) EIGHT.get(bytes, last)) == 0;
        return clear ? to : nextOfFew(bytes, i, to);
    }

    private static int nextOfFew(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && !isSpecial(bytes[i])) {
            i++;
        }
        return i;
    }

    /** The lowest bit set marks the first of the special bytes, or a control character that may be none. */
    private static long candidates(long eight) {
        long low = (eight - BEYOND_LINE_BREAKS) & ~eight;
        return (low | zeros(eight ^ COMMAS) | zeros(eight ^ QUOTES)) & HIGH_BITS;
    }

    /** The lowest high bit set marks the first byte that is zero; what is above it says nothing. */
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight;
    }

    private static boolean isSpecial(byte b) {
        return b == ',' || b == '"' || b == '\n' || b == '\r';
    }
}
