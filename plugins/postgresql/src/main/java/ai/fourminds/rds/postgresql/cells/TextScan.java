package ai.fourminds.rds.postgresql.cells;

/**
 * Copies texts into cells, eight bytes at a time, and looks for separators while copying. Stateless and thread-safe.
 */
final class TextScan {

    /** Returned instead of a position for a text that needs quotes. */
    static final int SPECIAL = -1;

    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGH = 0x8080_8080_8080_8080L;
    private static final long QUOTES = EACH * '"';
    private static final long COMMAS = EACH * ',';
    private static final long LINE_FEEDS = EACH * '\n';
    private static final long RETURNS = EACH * '\r';

    private TextScan() {}

    /**
     * Copies a text without comma, quote and line break. Returns the position after the copy, and may overwrite up to
     * seven bytes there; or {@link #SPECIAL} if the text has one of these, and the copy is invalid.
     */
    static int copyPlain(byte[] text, int from, int to, byte[] out, int at) {
        int i = from;
        int shift = at - from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long eight = Wire.int8(text, i);
            if (holdsSpecial(eight)) {
                return SPECIAL;
            }
            Wire.putInt8(out, i + shift, eight);
        }
        return i == to || copyRest(text, i, to, out, i + shift) ? to + shift : SPECIAL;
    }

    /** Copies fewer than eight bytes. May copy the bytes after them too, but does not check those. */
    private static boolean copyRest(byte[] text, int from, int to, byte[] out, int at) {
        if (from <= text.length - Long.BYTES) {
            long eight = Wire.int8(text, from);
            Wire.putInt8(out, at, eight);
            return !holdsSpecial(eight & -1L << (Long.SIZE - (to - from) * Byte.SIZE));
        }
        for (int i = from; i < to; i++) {
            byte b = text[i];
            if (isSpecial(b)) {
                return false;
            }
            out[i - from + at] = b;
        }
        return true;
    }

    /** Copies a text with its quotes doubled; returns the position after the copy, and may overwrite one byte there. */
    static int copyDoubled(byte[] text, int from, int to, byte[] out, int at) {
        int i = from;
        int next = at;
        while (i <= to - Long.BYTES) {
            long eight = Wire.int8(text, i);
            if (zeroIn(eight ^ QUOTES) == 0) {
                Wire.putInt8(out, next, eight);
                next += Long.BYTES;
            } else {
                next = copyEach(text, i, i + Long.BYTES, out, next);
            }
            i += Long.BYTES;
        }
        return copyEach(text, i, to, out, next);
    }

    private static int copyEach(byte[] text, int from, int to, byte[] out, int at) {
        int next = at;
        for (int i = from; i < to; i++) {
            byte b = text[i];
            out[next] = b;
            // Without a branch, which would be mispredicted at every other quote.
            out[next + 1] = '"';
            next += 1 + isQuote(b);
        }
        return next;
    }

    private static int isQuote(byte b) {
        return (((b ^ '"') & 0xFF) - 1) >>> (Integer.SIZE - 1);
    }

    private static boolean isSpecial(byte b) {
        return b == ',' || b == '"' || b == '\n' || b == '\r';
    }

    private static boolean holdsSpecial(long eight) {
        return (zeroIn(eight ^ COMMAS) | zeroIn(eight ^ QUOTES) | zeroIn(eight ^ LINE_FEEDS) | zeroIn(eight ^ RETURNS))
                != 0;
    }

    /**
     * Returns non-zero if and only if one of the eight bytes is zero. See "Determine if a word has a zero byte" in "Bit
     * Twiddling Hacks".
     */
    private static long zeroIn(long eight) {
        return (eight - EACH) & ~eight & HIGH;
    }
}
