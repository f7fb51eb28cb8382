package ai.fourminds.rds.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangesTest {

    @Test
    void rangesOfAKeyMeetAndAreOpenAtBothEnds() {
        assertThat(FamilyTables.ranges("`id`", BigInteger.ONE, BigInteger.valueOf(9), 3))
                .containsExactly("`id` < 4", "`id` >= 4 AND `id` < 7", "`id` >= 7");
    }

    @Test
    void keysBeyondALongAreCutToo() {
        List<String> ranges = FamilyTables.ranges("`id`", BigInteger.ZERO, new BigInteger("18446744073709551615"), 2);

        assertThat(ranges).containsExactly("`id` < 9223372036854775808", "`id` >= 9223372036854775808");
    }

    @Test
    void thereAreNoMoreRangesThanKeys() {
        assertThat(FamilyTables.ranges("`id`", BigInteger.valueOf(-1), BigInteger.ZERO, 8))
                .containsExactly("`id` < 0", "`id` >= 0");
        assertThat(FamilyTables.ranges("`id`", BigInteger.TEN, BigInteger.TEN, 8))
                .containsExactly(TablePlan.EVERYTHING);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "8388607, 1", "8388608, 4", "134217729, 4", "1342177281, 11", "9223372036854775, 10000"
    })
    void largeTablesKeepAllTasksBusyAndSmallOnesNone(long bytes, int parts) {
        assertThat(new TableReader.Cut(128L << 20, 4).parts(bytes)).isEqualTo(parts);
    }
}
