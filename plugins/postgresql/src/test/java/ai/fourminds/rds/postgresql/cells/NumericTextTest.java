package ai.fourminds.rds.postgresql.cells;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numerics written by hand: digits, weight, sign, places, and the digits to the base of 10,000. */
class NumericTextTest {

    private static byte[] message(String words) {
        return HexFormat.of().parseHex("ff" + words.replace(" ", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "0000 0000 0000 0000, 0",
        "0000 0000 0000 0003, 0.000",
        "0001 0000 0000 0000 0001, 1",
        "0001 0000 4000 0000 0007, -7",
        "0001 0001 0000 0000 0001, 10000",
        "0001 0003 0000 0000 0001, 1000000000000",
        "0002 0001 0000 0000 007b 0005, 1230005",
        "0002 0000 0000 0002 0001 09c4, 1.25",
        "0002 0000 0000 0004 0001 09c4, 1.2500",
        "0002 0000 0000 0006 0001 09c4, 1.250000",
        "0001 ffff 0000 0001 1388, 0.5",
        "0001 fffe 0000 0008 0001, 0.00000001",
        "0001 fffe 4000 0006 0064, -0.000001",
        "0003 0000 0000 0005 270f 270f 2706, 9999.99999",
        "0001 0000 0000 0001 0001, 1.0",
        "0000 0000 c000 0000, NaN",
        "0000 0000 d000 0020, Infinity",
        "0000 0000 f000 0020, -Infinity"
    })
    void aNumberReadsAsTheServerWritesIt(String words, String text) throws Exception {
        byte[] row = message(words);
        int room = NumericText.room(row, 1, row.length - 1);
        byte[] out = new byte[2 + room];
        int end = NumericText.put(out, 2, row, 1);

        assertThat(new String(out, 2, end - 2, US_ASCII)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000 0000 0000",
                "0001 0000 0000 0000",
                "0000 0000 0000 0000 0001",
                "ffff 0000 0000 0000 0001",
                "0000 0000 0000 4000",
                "0001 0000 2000 0000 0001",
                "0001 0000 0000 0000 2710",
                "0001 0000 0000 0000 ffff"
            })
    void whatIsNoNumberIsRefused(String words) {
        byte[] row = message(words);

        assertThatThrownBy(() -> {
                    byte[] out = new byte[NumericText.room(row, 1, row.length - 1)];
                    NumericText.put(out, 0, row, 1);
                })
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("numeric");
    }
}
