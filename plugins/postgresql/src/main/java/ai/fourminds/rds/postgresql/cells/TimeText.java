package ai.fourminds.rds.postgresql.cells;

import java.sql.SQLException;

/**
 * Formats dates and times as the server does in ISO style and UTC, from their binary form: days or microseconds since
 * the start of 2000. Each method returns the position after what it wrote, at most {@link #MOST} bytes. Stateless and
 * thread-safe.
 */
final class TimeText {

    static final int MOST = 40;

    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;

    private TimeText() {}

    static int date(byte[] out, int at, int days) {
        if (days == Integer.MAX_VALUE) {
            return Ascii.put(out, at, Ascii.INFINITY);
        }
        if (days == Integer.MIN_VALUE) {
            return Ascii.put(out, at, Ascii.MINUS_INFINITY);
        }
        return DateText.era(out, DateText.day(out, at, days), days);
    }

    /** Writes a timestamp, with the offset of UTC if {@code offset}. */
    static int timestamp(byte[] out, int at, long micros, boolean offset) {
        if (micros == Long.MAX_VALUE) {
            return Ascii.put(out, at, Ascii.INFINITY);
        }
        if (micros == Long.MIN_VALUE) {
            return Ascii.put(out, at, Ascii.MINUS_INFINITY);
        }
        // The days of a 64-bit timestamp fit into 32 bits.
        int days = (int) Math.floorDiv(micros, DAY);
        int next = DateText.day(out, at, days);
        out[next] = ' ';
        next = timeOfDay(out, next + 1, micros - days * DAY);
        if (offset) {
            next = Ascii.put(out, next, Ascii.UTC);
        }
        return DateText.era(out, next, days);
    }

    static int time(byte[] out, int at, long micros) throws SQLException {
        if (micros < 0 || micros > DAY) {
            throw Wire.unexpected("a time that is none of a day");
        }
        return timeOfDay(out, at, micros);
    }

    /** Writes a time with its stored offset, in seconds to the west. */
    static int timeWithOffset(byte[] out, int at, long micros, int west) throws SQLException {
        int seconds = Math.abs(west);
        if (seconds < 0 || seconds >= 100 * 3600) {
            throw Wire.unexpected("a time of no possible offset");
        }
        int next = time(out, at, micros);
        out[next] = (byte) (west > 0 ? '-' : '+');
        next = Digits.two(out, next + 1, seconds / 3600);
        out[next] = ':';
        next = Digits.two(out, next + 1, seconds / 60 % 60);
        if (seconds % 60 == 0) {
            return next;
        }
        out[next] = ':';
        return Digits.two(out, next + 1, seconds % 60);
    }

    private static int timeOfDay(byte[] out, int at, long micros) {
        int seconds = (int) (micros / SECOND);
        int next = Digits.two(out, at, seconds / 3600);
        out[next] = ':';
        next = Digits.two(out, next + 1, seconds / 60 % 60);
        out[next] = ':';
        next = Digits.two(out, next + 1, seconds % 60);
        int fraction = (int) (micros - seconds * SECOND);
        return fraction == 0 ? next : fraction(out, next, fraction);
    }

    /** Writes the fraction without trailing zeros. */
    private static int fraction(byte[] out, int at, int micros) {
        out[at] = '.';
        int next = Digits.four(out, at + 1, micros / 100);
        next = Digits.two(out, next, micros % 100);
        while (out[next - 1] == '0') {
            next--;
        }
        return next;
    }
}
