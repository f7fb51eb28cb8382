package ai.fourminds.rds.plugins.mysql.cells;

import java.io.ByteArrayOutputStream;

/**
 * Formats vectors with exact single precision values, unlike the servers' text: {@code [0.1,16777216]}. Reads
 * hexadecimal digits, because not every native driver knows the type; each value has its lowest byte first. Used by one
 * thread.
 */
public final class VectorText {

    private static final int DIGITS = 2 * Float.BYTES;
    private static final int HEXADECIMAL = 16;

    private final DoubleText single = new DoubleText();

    public byte[] of(byte[] hex, int from, int to) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(to - from);
        text.write('[');
        for (int at = from; at < to; at += DIGITS) {
            if (at > from) {
                text.write(',');
            }
            single.write(single(hex, at));
            text.write(single.text(), 0, single.length());
        }
        text.write(']');
        return text.toByteArray();
    }

    private static float single(byte[] hex, int from) {
        int bits = 0;
        for (int i = 0; i < DIGITS; i++) {
            bits = bits * HEXADECIMAL + Character.digit(hex[from + i], HEXADECIMAL);
        }
        return Float.intBitsToFloat(Integer.reverseBytes(bits));
    }
}
