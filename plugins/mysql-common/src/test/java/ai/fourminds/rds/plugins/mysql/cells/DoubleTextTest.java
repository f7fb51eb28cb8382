package ai.fourminds.rds.plugins.mysql.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the servers write for the same doubles, and that no digit is missing or too many, of singles neither. */
class DoubleTextTest {

    private final DoubleText doubles = new DoubleText();

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "1, 1",
        "-1.5, -1.5",
        "100, 100",
        "0.1, 0.1",
        "0.30000000000000004, 0.30000000000000004",
        "1e23, 1e23",
        "2e-3, 0.002",
        "5.684341886080802e-14, 0.00000000000005684341886080802",
        "6.6121495757e-15, 0.0000000000000066121495757",
        "9.5367431640625e-16, 9.5367431640625e-16",
        "123456789012345, 123456789012345",
        "999999999999999, 999999999999999",
        "1e15, 1e15",
        "4428211110242374.5, 4428211110242374.5",
        "9007199254740993, 9.007199254740992e15",
        "1e100, 1e100",
        "-1e-100, -1e-100",
        "4.9e-324, 5e-324",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "2.225073858507201e-308, 2.225073858507201e-308",
        "1.7976931348623157e308, 1.7976931348623157e308"
    })
    void aDoubleIsWrittenAsTheServersDo(double value, String text) {
        assertThat(text(value)).isEqualTo(text);
    }

    @Test
    void anyTextReadsBackAndIsTheShortestThatDoes() {
        Random random = new Random(11);
        for (int i = 0; i < 200_000; i++) {
            double value = i % 4 == 0 ? random.nextInt() / 7.0 : Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value) && value != 0) {
                checkShortest(value, text(value));
            }
        }
    }

    @Test
    void powersOfTwoHaveANarrowerGapBelow() {
        for (int exponent = Double.MIN_EXPONENT - 52; exponent <= Double.MAX_EXPONENT; exponent++) {
            double power = Math.scalb(1.0, exponent);
            checkShortest(power, text(power));
            checkShortest(Math.nextDown(power), text(Math.nextDown(power)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "0.1, 0.1",
        "16777216, 16777216",
        "33554432, 33554432",
        "2.0000000233721948e-7, 0.0000002",
        "1.401298464324817e-45, 1e-45",
        "1.17549435e-38, 1.1754944e-38",
        "3.4028234663852886e38, 3.4028235e38",
        "9.999999778196308e21, 1e22",
        "-1.5, -1.5",
        "8.41e21, 8.41e21"
    })
    void aSingleIsAsShort(float value, String text) {
        assertThat(text(value)).isEqualTo(text);
    }

    @Test
    void anySinglesTextReadsBackAndIsTheShortestThatDoes() {
        Random random = new Random(4);
        for (int i = 0; i < 200_000; i++) {
            float value = i < 255 ? Float.intBitsToFloat(i << 23) : Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value) && value != 0) {
                String text = text(value);
                assertThat(Float.parseFloat(text)).isEqualTo(value);
                BigDecimal exact = new BigDecimal(value);
                int digits = new BigDecimal(text).stripTrailingZeros().precision();
                for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
                    assertThat(digits > 1 && rounded(exact, digits - 1, mode).floatValue() == value)
                            .as(text)
                            .isFalse();
                }
            }
        }
    }

    private static void checkShortest(double value, String text) {
        assertThat(Double.parseDouble(text)).isEqualTo(value);
        if (value == 0) {
            return;
        }
        BigDecimal exact = new BigDecimal(value);
        int digits = new BigDecimal(text).stripTrailingZeros().precision();
        assertThat(new BigDecimal(text).subtract(exact).abs())
                .isEqualByComparingTo(
                        nearest(exact, digits, value).subtract(exact).abs());
        if (digits > 1) {
            assertThat(rounded(exact, digits - 1, RoundingMode.DOWN).doubleValue())
                    .isNotEqualTo(value);
            assertThat(rounded(exact, digits - 1, RoundingMode.UP).doubleValue())
                    .isNotEqualTo(value);
        }
    }

    /** The nearest of so few digits that reads back; the nearest of all may not, just below a power of two. */
    private static BigDecimal nearest(BigDecimal exact, int digits, double value) {
        BigDecimal nearest = rounded(exact, digits, RoundingMode.HALF_EVEN);
        return nearest.doubleValue() == value ? nearest : rounded(exact, digits, RoundingMode.UP);
    }

    private static BigDecimal rounded(BigDecimal exact, int digits, RoundingMode mode) {
        return exact.round(new MathContext(digits, mode));
    }

    private String text(float value) {
        doubles.write(value);
        return new String(doubles.bytes(), StandardCharsets.US_ASCII);
    }

    private String text(double value) {
        doubles.write(value);
        return new String(doubles.text(), 0, doubles.length(), StandardCharsets.US_ASCII);
    }
}
