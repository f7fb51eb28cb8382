package ai.fourminds.rds.postgresql.cells;

/**
 * Formats the day of a date or timestamp in ISO style, from the number of days since the start of 2000, in the
 * Gregorian calendar for all times. Stateless and thread-safe.
 */
final class DateText {

    /** Days from the first of March of the year zero, with which a cycle of leap years begins. */
    private static final int BEFORE_2000 = 730_425;

    private static final int FIRST_OF_YEAR_ONE = -730_119;
    private static final int OF_400_YEARS = 146_097;
    private static final int OF_100_YEARS = 36_524;
    private static final int OF_4_YEARS = 1461;
    private static final int OF_A_YEAR = 365;
    private static final int OF_5_MONTHS = 153;

    private DateText() {}

    /** Writes year, month and day; returns the position after them. */
    static int day(byte[] out, int at, int days) {
        int rest = days + BEFORE_2000;
        int cycle = Math.floorDiv(rest, OF_400_YEARS);
        rest -= cycle * OF_400_YEARS;
        int century = Math.min(rest / OF_100_YEARS, 3);
        rest -= century * OF_100_YEARS;
        int olympiad = rest / OF_4_YEARS;
        rest -= olympiad * OF_4_YEARS;
        int year = Math.min(rest / OF_A_YEAR, 3);
        rest -= year * OF_A_YEAR;
        // March is 0; every five months from there have the same number of days.
        int month = (5 * rest + 2) / OF_5_MONTHS;
        int day = rest - (OF_5_MONTHS * month + 2) / 5;
        boolean nextYear = month >= 10;
        int next = year(out, at, 400 * cycle + 100 * century + 4 * olympiad + year + (nextYear ? 1 : 0));
        out[next] = '-';
        next = Digits.two(out, next + 1, nextYear ? month - 9 : month + 3);
        out[next] = '-';
        return Digits.two(out, next + 1, day + 1);
    }

    private static int year(byte[] out, int at, int year) {
        int shown = year > 0 ? year : 1 - year;
        return shown < 10_000 ? Digits.four(out, at, shown) : Digits.put(out, at, shown);
    }

    /** Writes the era of years before the first, after the day and any time. */
    static int era(byte[] out, int at, int days) {
        return days < FIRST_OF_YEAR_ONE ? Ascii.put(out, at, Ascii.BEFORE_CHRIST) : at;
    }
}
