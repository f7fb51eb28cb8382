package ai.fourminds.rds.postgresql.cells;

import java.sql.SQLException;

/**
 * Formats a numeric as the server's own output function does, from its binary form: the number of digits in base
 * 10,000, the weight of the first, sign, decimal places to show, the digits; 16 bits each. Stateless and thread-safe.
 */
final class NumericText {

    private static final int HEADER = 8;
    private static final int BASE_DIGITS = 4;
    private static final int MAX_PLACES = 0x3FFF;

    private static final int POSITIVE = 0x0000;
    private static final int NEGATIVE = 0x4000;
    private static final int NOT_A_NUMBER = 0xC000;
    private static final int INFINITE = 0xD000;
    private static final int MINUS_INFINITE = 0xF000;

    private NumericText() {}

    /**
     * Returns the number of bytes that {@link #put} may overwrite, after checking that the message holds the whole
     * number.
     */
    static int room(byte[] row, int from, int length) throws SQLException {
        if (length < HEADER || length != HEADER + 2 * count(row, from) || places(row, from) > MAX_PLACES) {
            throw Wire.unexpected("a numeric of " + length + " bytes that does not add up");
        }
        int whole = Math.max(Wire.int2(row, from + 2), 0) + 1;
        // Sign and point; decimal places are written four at a time.
        return 2 + BASE_DIGITS * whole + places(row, from) + BASE_DIGITS;
    }

    private static int count(byte[] row, int from) {
        return Wire.int2(row, from) & 0xFFFF;
    }

    private static int places(byte[] row, int from) {
        return Wire.int2(row, from + 6) & 0xFFFF;
    }

    /** Returns the position after what it wrote. */
    static int put(byte[] out, int at, byte[] row, int from) throws SQLException {
        return switch (Wire.int2(row, from + 4) & 0xFFFF) {
            case POSITIVE -> digits(out, at, row, from);
            case NEGATIVE -> {
                out[at] = '-';
                yield digits(out, at + 1, row, from);
            }
            case NOT_A_NUMBER -> Ascii.put(out, at, Ascii.NAN);
            case INFINITE -> Ascii.put(out, at, Ascii.NUMERIC_INFINITY);
            case MINUS_INFINITE -> {
                out[at] = '-';
                yield Ascii.put(out, at + 1, Ascii.NUMERIC_INFINITY);
            }
            default -> throw Wire.unexpected("a numeric of an unknown sign");
        };
    }

    private static int digits(byte[] out, int at, byte[] row, int from) throws SQLException {
        int count = count(row, from);
        int weight = Wire.int2(row, from + 2);
        int next = Digits.upToFour(out, at, digit(row, from, count, Math.min(weight, 0)));
        for (int i = 1; i <= weight; i++) {
            next = Digits.four(out, next, digit(row, from, count, i));
        }
        int places = places(row, from);
        if (places == 0) {
            return next;
        }
        out[next] = '.';
        int start = next + 1;
        for (int place = 0, i = weight + 1; place < places; place += BASE_DIGITS, i++) {
            Digits.four(out, start + place, digit(row, from, count, i));
        }
        return start + places;
    }

    /** Returns a digit; zero before the first and after the last. */
    private static int digit(byte[] row, int from, int count, int index) throws SQLException {
        if (index < 0 || index >= count) {
            return 0;
        }
        int digit = Wire.int2(row, from + HEADER + 2 * index);
        if (digit < 0 || digit > 9999) {
            throw Wire.unexpected("a numeric with a digit beyond its base");
        }
        return digit;
    }
}
