package ai.fourminds.rds.plugins.mysql.cells;

import java.util.Arrays;

/**
 * Formats doubles and singles as the servers format doubles: plain while few zeros are needed, else with an exponent.
 * Used by one thread.
 */
public final class DoubleText {

    private static final int LONGEST = 64;
    private static final int MAX_PLAIN = 15;

    private final ShortestDecimal decimal = new ShortestDecimal();
    private final byte[] digits = new byte[20];
    private final byte[] text = new byte[LONGEST];
    private int length;

    /** Returns the buffer with the text; valid up to {@link #length} until the next value is written. */
    public byte[] text() {
        return text;
    }

    public int length() {
        return length;
    }

    public void write(double value) {
        begin(Double.doubleToRawLongBits(value) < 0);
        if (value == 0) {
            put('0');
        } else {
            decimal.of(Math.abs(value));
            writeDecimal();
        }
    }

    public void write(float value) {
        begin(Float.floatToRawIntBits(value) < 0);
        if (value == 0) {
            put('0');
        } else {
            decimal.of(Math.abs(value));
            writeDecimal();
        }
    }

    private void begin(boolean negative) {
        length = 0;
        if (negative) {
            put('-');
        }
    }

    private void writeDecimal() {
        int first = digits.length;
        for (long rest = decimal.digits(); rest != 0; rest /= 10) {
            digits[--first] = (byte) ('0' + rest % 10);
        }
        int point = digits.length - first + decimal.exponent();
        boolean hasFraction = point < digits.length - first;
        if (point > -MAX_PLAIN && (point <= MAX_PLAIN || hasFraction)) {
            plain(first, point);
        } else {
            withExponent(first, point - 1);
        }
    }

    /** Returns a copy of the text. */
    public byte[] bytes() {
        return Arrays.copyOf(text, length);
    }

    /** @param point the number of digits before the decimal point; negative for zeros after it */
    private void plain(int first, int point) {
        if (point <= 0) {
            put('0');
            put('.');
            zeros(-point);
            put(first, digits.length);
        } else if (first + point < digits.length) {
            put(first, first + point);
            put('.');
            put(first + point, digits.length);
        } else {
            put(first, digits.length);
            zeros(first + point - digits.length);
        }
    }

    private void withExponent(int first, int exponent) {
        put(first, first + 1);
        if (first + 1 < digits.length) {
            put('.');
            put(first + 1, digits.length);
        }
        put('e');
        if (exponent < 0) {
            put('-');
        }
        int rest = Math.abs(exponent);
        if (rest >= 100) {
            put((char) ('0' + rest / 100));
        }
        if (rest >= 10) {
            put((char) ('0' + rest / 10 % 10));
        }
        put((char) ('0' + rest % 10));
    }

    private void zeros(int count) {
        for (int i = 0; i < count; i++) {
            put('0');
        }
    }

    private void put(int from, int to) {
        System.arraycopy(digits, from, text, length, to - from);
        length += to - from;
    }

    private void put(char ascii) {
        text[length++] = (byte) ascii;
    }
}
