package ai.fourminds.rds.plugins.mysql.cells;

import java.math.BigInteger;

/**
 * Finds the shortest decimal that reads back as the same double or single, and of those the nearest: R. Giulietti, "The
 * Schubfach way to render doubles". ({@code Double.toString} finds it only from JDK 19 on.) Used by one thread.
 */
final class ShortestDecimal {

    private static final int FRACTION_BITS = 52;
    private static final long HIDDEN_BIT = 1L << FRACTION_BITS;
    private static final int LEAST_EXPONENT = -1074;
    private static final int SINGLE_FRACTION_BITS = 23;
    private static final int SINGLE_HIDDEN_BIT = 1 << SINGLE_FRACTION_BITS;
    private static final int LEAST_SINGLE_EXPONENT = -149;
    private static final int LEAST_POWER = -324;
    private static final int POWERS = 617;
    private static final int POWER_BITS = 125;
    private static final int HALF = 63;
    private static final long LOWER_HALF = (1L << HALF) - 1;

    /** Powers of ten, scaled to 126 bits, in two halves; computed when first needed. */
    private final long[] upper = new long[POWERS];

    private final long[] lower = new long[POWERS];

    private long digits;
    private int exponent;

    /** Returns the last value's digits as a number without trailing zeros. */
    long digits() {
        return digits;
    }

    /** Returns the power of ten by which to multiply the digits. */
    int exponent() {
        return exponent;
    }

    /** @param value positive and finite */
    void of(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >>> FRACTION_BITS);
        long fraction = bits & (HIDDEN_BIT - 1);
        if (biased == 0) {
            find(fraction, LEAST_EXPONENT, false);
        } else {
            find(fraction | HIDDEN_BIT, biased - 1 + LEAST_EXPONENT, fraction == 0 && biased > 1);
        }
        stripZeros();
    }

    /** @param value positive and finite */
    void of(float value) {
        int bits = Float.floatToRawIntBits(value);
        int biased = bits >>> SINGLE_FRACTION_BITS;
        int fraction = bits & (SINGLE_HIDDEN_BIT - 1);
        if (biased == 0) {
            find(fraction, LEAST_SINGLE_EXPONENT, false);
        } else {
            boolean narrow = fraction == 0 && biased > 1;
            find(fraction | SINGLE_HIDDEN_BIT, biased - 1 + LEAST_SINGLE_EXPONENT, narrow);
        }
        stripZeros();
    }

    private void stripZeros() {
        while (digits % 10 == 0) {
            digits /= 10;
            exponent++;
        }
    }

    /**
     * Finds the decimal for {@code significand * 2^power}. Compares in quarters of the last decimal place.
     *
     * @param narrow whether the next smaller double is only half as far away as the next larger one
     */
    private void find(long significand, int power, boolean narrow) {
        exponent = narrow ? floorOfLogOfThreeQuarters(power) : floorOfLog10(power);
        int shift = power + floorOfLog2(-exponent) + 2;
        int at = exponent - LEAST_POWER;
        if (upper[at] == 0) {
            compute(exponent, at);
        }
        long quarters = significand << 2;
        long odd = significand & 1;
        long value = scaled(at, quarters << shift);
        long least = scaled(at, (quarters - (narrow ? 1 : 2)) << shift) + odd;
        long most = scaled(at, (quarters + 2) << shift) - odd;
        long floor = value >> 2;
        long tens = floor / 10 * 10;
        boolean lowerTens = floor >= 10 && least <= (tens << 2);
        boolean upperTens = floor >= 10 && ((tens + 10) << 2) <= most;
        if (lowerTens != upperTens) {
            digits = lowerTens ? tens : tens + 10;
            return;
        }
        boolean down = least <= (floor << 2);
        boolean up = ((floor + 1) << 2) <= most;
        long fromMiddle = value - ((2 * floor + 1) << 1);
        boolean downIsNearer = fromMiddle < 0 || (fromMiddle == 0 && (floor & 1) == 0);
        digits = (down == up ? downIsNearer : down) ? floor : floor + 1;
    }

    /** Multiplies by the power of ten; the lowest bit is set if any lower bit was cut off. */
    private long scaled(int at, long factor) {
        long carried = ((upper[at] * factor) >>> 1) + Math.multiplyHigh(lower[at], factor);
        long whole = Math.multiplyHigh(upper[at], factor) + (carried >>> HALF);
        return whole | (((carried & LOWER_HALF) + LOWER_HALF) >>> HALF);
    }

    private void compute(int power, int at) {
        int scale = floorOfLog2(-power) - POWER_BITS;
        BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
        BigInteger scaled = power > 0 ? BigInteger.ONE.shiftLeft(-scale).divide(ten) : ten.shiftRight(scale);
        BigInteger above = scaled.add(BigInteger.ONE);
        lower[at] = above.longValue() & LOWER_HALF;
        upper[at] = above.shiftRight(HALF).longValue();
    }

    private static int floorOfLog10(int powerOfTwo) {
        return (int) ((powerOfTwo * 661_971_961_083L) >> 41);
    }

    private static int floorOfLogOfThreeQuarters(int powerOfTwo) {
        return (int) ((powerOfTwo * 661_971_961_083L - 274_743_187_321L) >> 41);
    }

    private static int floorOfLog2(int powerOfTen) {
        return (int) ((powerOfTen * 913_124_641_741L) >> 38);
    }
}
