package ai.fourminds.rds.plugins.common.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a look at each byte. */
class SpecialBytesTest {

    private static final int LONGEST = 41;

    @Test
    void theFirstOfTheSpecialBytesIsFoundWhereverItIs() {
        for (char special : new char[] {',', '"', '\n', '\r'}) {
            for (int length = 1; length <= LONGEST; length++) {
                for (int at = 0; at < length; at++) {
                    byte[] bytes = filled((byte) 'x', length + 2);
                    bytes[at + 1] = (byte) special;
                    assertThat(SpecialBytes.next(bytes, 1, length + 1)).isEqualTo(at + 1);
                }
            }
        }
    }

    @Test
    void whatIsOutsideOfTheCellDoesNotCount() {
        for (int length = 0; length <= LONGEST; length++) {
            byte[] bytes = filled((byte) '"', length + 20);
            Arrays.fill(bytes, 10, 10 + length, (byte) 'x');
            assertThat(SpecialBytes.next(bytes, 10, 10 + length)).isEqualTo(10 + length);
            assertThat(SpecialBytes.nextQuote(bytes, 10, 10 + length)).isEqualTo(10 + length);
        }
    }

    @Test
    void noOtherByteIsTakenForASpecialOne() {
        for (int b = Byte.MIN_VALUE; b <= Byte.MAX_VALUE; b++) {
            byte[] bytes = filled((byte) b, LONGEST);
            boolean special = b == ',' || b == '"' || b == '\n' || b == '\r';
            assertThat(SpecialBytes.next(bytes, 0, LONGEST)).isEqualTo(special ? 0 : LONGEST);
            assertThat(SpecialBytes.nextQuote(bytes, 0, LONGEST)).isEqualTo(b == '"' ? 0 : LONGEST);
        }
    }

    @Test
    void anyMixtureIsReadAsByteByByte() {
        Random random = new Random(7);
        byte[] alphabet = {
            ',', '"', '\n', '\r', '-', '+', '#', '!', '\t', 0, 0x0B, 0x0C, 0x0E, -1, -128, (byte) 0xAC, 'x', 'y'
        };
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[random.nextInt(LONGEST)];
            for (int i = 0; i < bytes.length; i++) {
                // Few of the special ones, which stand in front, or each search would end at once.
                bytes[i] =
                        alphabet[random.nextInt(8) == 0 ? random.nextInt(4) : 4 + random.nextInt(alphabet.length - 4)];
            }
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            assertThat(SpecialBytes.next(bytes, from, to)).isEqualTo(slowly(bytes, from, to, ",\"\n\r"));
            assertThat(SpecialBytes.nextQuote(bytes, from, to)).isEqualTo(slowly(bytes, from, to, "\""));
        }
    }

    @Test
    void manyControlCharactersAreNoTrouble() {
        byte[] bytes = filled((byte) '\t', 1 << 20);
        assertThat(SpecialBytes.next(bytes, 0, bytes.length)).isEqualTo(bytes.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ü, ä", "日本\"日本", "🦆🦆🦆\n🦆", "¬¢Š¢Č\r"})
    void textBeyondAsciiHidesNothing(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(SpecialBytes.next(bytes, 0, bytes.length)).isEqualTo(slowly(bytes, 0, bytes.length, ",\"\n\r"));
    }

    private static int slowly(byte[] bytes, int from, int to, String sought) {
        int i = from;
        while (i < to && sought.indexOf(bytes[i]) < 0) {
            i++;
        }
        return i;
    }

    private static byte[] filled(byte b, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, b);
        return bytes;
    }
}
