package ai.fourminds.rds.plugins.common.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the special characters of CSV in UTF-8 text, eight bytes at a time: none of them occurs within a multibyte
 * character. Stateless and thread-safe.
 */
public final class SpecialBytes {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long COMMAS = ',' * ONES;
    private static final long QUOTES = '"' * ONES;
    private static final long BEYOND_LINE_BREAKS = ('\r' + 1) * ONES;

    private SpecialBytes() {}

    /** Returns the position of the first comma, quote, carriage return or line feed; {@code to} if there is none. */
    public static int next(byte[] bytes, int from, int to) {
        int at = nextCandidate(bytes, from, to);
        while (at < to && !isSpecial(bytes[at])) {
            at = nextCandidate(bytes, at + 1, to);
        }
        return at;
    }

    /** Returns the position of the first quote; {@code to} if there is none. */
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
        // Checks the last eight bytes again as a whole: that costs less than the remaining few one by one.
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

    /** Returns a mask whose lowest set bit marks the first special byte, or an earlier control character. */
    private static long candidates(long eight) {
        long low = (eight - BEYOND_LINE_BREAKS) & ~eight;
        return (low | zeros(eight ^ COMMAS) | zeros(eight ^ QUOTES)) & HIGH_BITS;
    }

    /**
     * Returns a mask whose lowest high bit marks the first zero byte; higher bits are undefined. See "Determine if a
     * word has a zero byte" in "Bit Twiddling Hacks".
     */
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight;
    }

    private static boolean isSpecial(byte b) {
        return b == ',' || b == '"' || b == '\n' || b == '\r';
    }
}
