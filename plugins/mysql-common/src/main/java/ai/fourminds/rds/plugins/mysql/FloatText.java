package ai.fourminds.rds.plugins.mysql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The shortest decimal text that reads back as the same single. ({@code Float.toString} is that only from JDK 19 on.)
 * Stateless and thread-safe.
 */
final class FloatText {

    /** Nine digits tell any two singles apart. */
    private static final int ENOUGH_DIGITS = 9;

    /** As servers do: plain up to here, an exponent beyond. */
    private static final int LONGEST_PLAIN = 15;

    private FloatText() {}

    /** @param exact the single's value as a double's text */
    static String of(String exact) {
        float single = Float.parseFloat(exact);
        if (single == 0 || Float.isNaN(single) || Float.isInfinite(single)) {
            return exact;
        }
        return text(shortest(single).stripTrailingZeros());
    }

    private static BigDecimal shortest(float single) {
        BigDecimal exact = new BigDecimal(single);
        BigDecimal best = exact.round(new MathContext(ENOUGH_DIGITS, RoundingMode.HALF_EVEN));
        for (int digits = ENOUGH_DIGITS - 1; digits > 0; digits--) {
            BigDecimal shorter = atDigits(exact, digits, single);
            if (shorter.signum() == 0) {
                return best;
            }
            best = shorter;
        }
        return best;
    }

    /** Zero where no decimal of so few digits will do. The gap below a power of two is narrower, so both sides are tried. */
    private static BigDecimal atDigits(BigDecimal exact, int digits, float single) {
        BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        if (nearest.floatValue() == single) {
            return nearest;
        }
        BigDecimal larger = exact.round(new MathContext(digits, RoundingMode.UP));
        return larger.floatValue() == single ? larger : BigDecimal.ZERO;
    }

    private static String text(BigDecimal value) {
        int exponent = value.precision() - value.scale() - 1;
        if (exponent >= -LONGEST_PLAIN && exponent < LONGEST_PLAIN) {
            return value.toPlainString();
        }
        BigDecimal mantissa = value.movePointLeft(exponent).stripTrailingZeros();
        return mantissa.toPlainString() + "e" + exponent;
    }
}
