package ai.fourminds.rds.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({"a,a,0", "ab,ba,1", "region,regoin,1", "kitten,sitting,3", "'',abc,3", "abc,'',3", "ca,abc,3"})
    void countsKeystrokes(String left, String right, int distance) {
        assertThat(Spelling.distance(left, right)).isEqualTo(distance);
    }

    @Test
    void namesTheNearestFirstAndNothingFar() {
        assertThat(Spelling.nearest(
                        "prod-analytcs", List.of("prod-analytics", "prod-analytics-2", "dev", "prod-reporting"), 3))
                .containsExactly("prod-analytics", "prod-analytics-2");
    }

    @Test
    void ignoresCase() {
        assertThat(Spelling.nearest("ROLEARN", List.of("roleArn"), 1)).containsExactly("roleArn");
    }
}
