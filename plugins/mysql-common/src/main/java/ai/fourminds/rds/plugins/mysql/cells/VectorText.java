package ai.fourminds.rds.plugins.mysql.cells;

import java.io.ByteArrayOutputStream;

/**
 * The text of vectors, every single exact, which that of the servers is not: {@code [0.1,16777216]}. They come as hexadecimal
 * digits, since not every native driver knows the type; each single with its lowest byte first. Used by one thread.
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
