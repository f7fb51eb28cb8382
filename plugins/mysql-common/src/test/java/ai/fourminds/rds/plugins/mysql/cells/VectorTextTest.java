package ai.fourminds.rds.plugins.mysql.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors as the servers hand them out. */
class VectorTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CDCCCC3D0000804BFFFF7F7F | [0.1,16777216,3.4028235e38]",
                "0000004C9A99993E | [33554432,0.3]",
                "00000080 | [-0]",
                "cdcccc3d | [0.1]",
                "'' | []"
            })
    void everySingleIsExact(String hex, String text) {
        byte[] padded = ("xx" + hex + "xx").getBytes(StandardCharsets.US_ASCII);
        byte[] written = new VectorText().of(padded, 2, padded.length - 2);
        assertThat(new String(written, StandardCharsets.US_ASCII)).isEqualTo(text);
    }
}
