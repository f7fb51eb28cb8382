package ai.fourminds.rds.plugins.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shortest text of singles. */
class FloatTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, -0",
        "0.10000000149011612, 0.1",
        "16777216, 16777216",
        "33554432, 33554432",
        "2.0000000233721948e-7, 0.0000002",
        "1.401298464324817e-45, 1e-45",
        "3.4028234663852886e38, 3.4028235e38",
        "9.999999778196308e21, 1e22",
        "-1.5, -1.5",
        "8.41e21, 8.41e21"
    })
    void isTheShortestThatReadsBack(String exact, String text) {
        assertThat(FloatText.of(exact)).isEqualTo(text);
    }

    @Test
    void readsBackForManySingles() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            float single = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(single)) {
                String text = FloatText.of(Double.toString(single));
                assertThat(Float.floatToIntBits(Float.parseFloat(text))).isEqualTo(Float.floatToIntBits(single));
            }
        }
    }
}
