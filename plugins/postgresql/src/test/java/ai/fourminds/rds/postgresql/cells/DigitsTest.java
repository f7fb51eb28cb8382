package ai.fourminds.rds.postgresql.cells;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers as digits, against the JDK's. */
class DigitsTest {

    private static String put(long value) {
        byte[] out = new byte[24];
        int end = Digits.put(out, 2, value);
        return new String(out, 2, end - 2, US_ASCII);
    }

    @Test
    void everyLengthAndItsNeighboursReadAsTheJdkWritesThem() {
        for (long power = 1; power > 0 && power <= 1_000_000_000_000_000_000L; power *= 10) {
            for (long value = power - 2; value <= power + 2; value++) {
                assertThat(put(value)).isEqualTo(Long.toString(value));
                assertThat(put(-value)).isEqualTo(Long.toString(-value));
            }
        }
        assertThat(put(Long.MAX_VALUE)).isEqualTo("9223372036854775807");
        assertThat(put(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
        assertThat(put(Integer.MIN_VALUE)).isEqualTo("-2147483648");
    }

    @Test
    void soDoAnyOthers() {
        Random random = new Random(20_261_126L);
        for (int i = 0; i < 20_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            assertThat(put(value)).isEqualTo(Long.toString(value));
        }
    }
}
