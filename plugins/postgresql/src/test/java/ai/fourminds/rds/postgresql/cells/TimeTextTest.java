package ai.fourminds.rds.postgresql.cells;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates and times by hand, and every day of many years against the JDK's calendar. */
class TimeTextTest {

    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);

    private final byte[] out = new byte[1 + TimeText.MOST];

    private String text(int end) {
        return new String(out, 1, end - 1, US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2000-01-01",
        "-1, 1999-12-31",
        "8825, 2024-02-29",
        "-730119, 0001-01-01",
        "-730120, 0001-12-31 BC",
        "-2451545, 4714-11-24 BC",
        "2921939, 9999-12-31",
        "2921940, 10000-01-01",
        "2145031948, 5874897-12-31",
        "2147483647, infinity",
        "-2147483648, -infinity"
    })
    void dates(int days, String text) {
        assertThat(text(TimeText.date(out, 1, days))).isEqualTo(text);
    }

    @Test
    void everyDayIsTheCalendars() {
        for (LocalDate day = LocalDate.of(-802, 1, 1); day.getYear() < 2801; day = day.plusDays(1)) {
            int days = (int) ChronoUnit.DAYS.between(EPOCH, day);
            int year = day.getYear();
            String expected = String.format(
                    "%04d-%02d-%02d%s",
                    year > 0 ? year : 1 - year, day.getMonthValue(), day.getDayOfMonth(), year > 0 ? "" : " BC");
            assertThat(text(TimeText.date(out, 1, days))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2000-01-01 00:00:00, ''",
        "-1, 1999-12-31 23:59:59.999999, ''",
        "86399999999, 2000-01-01 23:59:59.999999, ''",
        "86400000000, 2000-01-02 00:00:00, ''",
        "1500000, 2000-01-01 00:00:01.5, ''",
        "10, 2000-01-01 00:00:00.00001, ''",
        "-63082281600000000, 0001-01-01 00:00:00, ''",
        "-63082281600000001, 0001-12-31 23:59:59.999999, ' BC'",
        "-211813488000000000, 4714-11-24 00:00:00, ' BC'",
        "9223371331199999999, 294276-12-31 23:59:59.999999, ''"
    })
    void timestampsAndTheirOffset(long micros, String text, String era) {
        assertThat(text(TimeText.timestamp(out, 1, micros, false))).isEqualTo(text + era);
        assertThat(text(TimeText.timestamp(out, 1, micros, true))).isEqualTo(text + "+00:00" + era);
    }

    @Test
    void infinityHasNoOffset() {
        assertThat(text(TimeText.timestamp(out, 1, Long.MAX_VALUE, false))).isEqualTo("infinity");
        assertThat(text(TimeText.timestamp(out, 1, Long.MAX_VALUE, true))).isEqualTo("infinity");
        assertThat(text(TimeText.timestamp(out, 1, Long.MIN_VALUE, false))).isEqualTo("-infinity");
        assertThat(text(TimeText.timestamp(out, 1, Long.MIN_VALUE, true))).isEqualTo("-infinity");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 00:00:00, +00:00",
        "86400000000, -7200, 24:00:00, +02:00",
        "47655250000, 28800, 13:14:15.25, -08:00",
        "1, -19800, 00:00:00.000001, +05:30",
        "3723100000, 7, 01:02:03.1, -00:00:07",
        "86399000000, -57599, 23:59:59, +15:59:59"
    })
    void timesAndTheOffsetTheyWereStoredWith(long micros, int west, String text, String offset) throws Exception {
        assertThat(text(TimeText.time(out, 1, micros))).isEqualTo(text);
        assertThat(text(TimeText.timeWithOffset(out, 1, micros, west))).isEqualTo(text + offset);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "86400000001, 0", "0, 360000", "0, -2147483648"})
    void whatIsNoTimeIsRefused(long micros, int west) {
        assertThatThrownBy(() -> TimeText.timeWithOffset(out, 1, micros, west)).isInstanceOf(SQLException.class);
    }
}
