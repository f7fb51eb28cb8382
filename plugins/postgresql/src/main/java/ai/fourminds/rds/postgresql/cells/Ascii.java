package ai.fourminds.rds.postgresql.cells;

import java.nio.charset.StandardCharsets;

/** Words in cells, as bytes that are never modified. Stateless and thread-safe. */
final class Ascii {

    static final byte[] TRUE = bytes("true");
    static final byte[] FALSE = bytes("false");
    static final byte[] NAN = bytes("NaN");
    /** For numbers; dates spell it in lower case. */
    static final byte[] NUMERIC_INFINITY = bytes("Infinity");

    static final byte[] INFINITY = bytes("infinity");
    static final byte[] MINUS_INFINITY = bytes("-infinity");
    static final byte[] BEFORE_CHRIST = bytes(" BC");
    static final byte[] UTC = bytes("+00:00");

    private Ascii() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the position after the word. */
    static int put(byte[] out, int at, byte[] word) {
        System.arraycopy(word, 0, out, at, word.length);
        return at + word.length;
    }
}
