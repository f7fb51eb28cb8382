package ai.fourminds.rds.postgresql.cells;

/** Writes numbers as ASCII digits; each method returns the position after what it wrote. Stateless and thread-safe. */
final class Digits {

    private static final int HUNDRED_MILLION = 100_000_000;
    private static final byte[] PAIRS = pairs();

    private Digits() {}

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }

    /** Writes a number with its sign; at most 20 bytes. */
    static int put(byte[] out, int at, long value) {
        if (value < 0) {
            out[at] = '-';
            return magnitude(out, at + 1, -value);
        }
        return magnitude(out, at, value);
    }

    /** Treats the value as unsigned: the least number has no positive counterpart, and is right as an unsigned one. */
    private static int magnitude(byte[] out, int at, long value) {
        if (value >= 0 && value < HUNDRED_MILLION) {
            return upToEight(out, at, (int) value);
        }
        long high = Long.divideUnsigned(value, HUNDRED_MILLION);
        int low = (int) (value - high * HUNDRED_MILLION);
        int next = four(out, magnitude(out, at, high), low / 10_000);
        return four(out, next, low % 10_000);
    }

    private static int upToEight(byte[] out, int at, int value) {
        if (value < 10_000) {
            return upToFour(out, at, value);
        }
        int high = value / 10_000;
        return four(out, upToFour(out, at, high), value - high * 10_000);
    }

    /** Writes 0 to 9999 without leading zeros. */
    static int upToFour(byte[] out, int at, int value) {
        if (value >= 1000) {
            return four(out, at, value);
        }
        if (value >= 100) {
            int high = value / 100;
            out[at] = (byte) ('0' + high);
            return two(out, at + 1, value - high * 100);
        }
        if (value >= 10) {
            return two(out, at, value);
        }
        out[at] = (byte) ('0' + value);
        return at + 1;
    }

    /** Writes 0000 to 9999. */
    static int four(byte[] out, int at, int value) {
        int high = value / 100;
        return two(out, two(out, at, high), value - high * 100);
    }

    /** Writes 00 to 99. */
    static int two(byte[] out, int at, int value) {
        out[at] = PAIRS[2 * value];
        out[at + 1] = PAIRS[2 * value + 1];
        return at + 2;
    }
}
