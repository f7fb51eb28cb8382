package ai.fourminds.rds.postgresql.cells;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts of every length, with every byte at every place, against the plainest way to say the same. */
class TextScanTest {

    private static final int BEFORE = 3;

    private static boolean isSpecial(int b) {
        return b == ',' || b == '"' || b == '\n' || b == '\r';
    }

    @Test
    void whateverByteStandsAnywhereIsCopiedOrFound() {
        for (int length = 1; length <= 26; length++) {
            for (int place = 0; place < length; place++) {
                for (int b = 0; b < 256; b++) {
                    byte[] text = new byte[BEFORE + length + BEFORE];
                    // Around the text stands what must not be looked at.
                    Arrays.fill(text, (byte) '"');
                    Arrays.fill(text, BEFORE, BEFORE + length, (byte) 'x');
                    text[BEFORE + place] = (byte) b;
                    check(text, BEFORE, BEFORE + length, isSpecial(b));
                }
            }
        }
    }

    private static void check(byte[] text, int from, int to, boolean special) {
        byte[] out = new byte[1 + to - from + Long.BYTES - 1];
        int end = TextScan.copyPlain(text, from, to, out, 1);
        boolean right =
                special ? end == TextScan.SPECIAL : end == 1 + to - from && Arrays.equals(text, from, to, out, 1, end);
        assertThat(right).as("%s", Arrays.toString(text)).isTrue();
    }

    @Test
    void bytesThatLookAlikeInTheLowBitsAreToldApart() {
        Random random = new Random(20_261_126L);
        for (int i = 0; i < 50_000; i++) {
            byte[] text = new byte[1 + random.nextInt(24)];
            for (int at = 0; at < text.length; at++) {
                text[at] =
                        (byte) (",\"\n\r-#\u000b\u000c!".charAt(random.nextInt(9)) ^ (random.nextBoolean() ? 0x80 : 1));
            }
            boolean special = false;
            for (byte b : text) {
                special |= isSpecial(b);
            }
            check(text, 0, text.length, special);
        }
    }

    @Test
    void quotesAreDoubledWhereverTheyStand() {
        Random random = new Random(20_261_127L);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(40);
            while (text.length() < length) {
                text.append(random.nextInt(9) == 0 ? "\"" : random.nextInt(5) == 0 ? "é" : "a,");
            }
            byte[] bytes = text.toString().getBytes(UTF_8);
            byte[] out = new byte[1 + 2 * bytes.length + 1];
            int end = TextScan.copyDoubled(bytes, 0, bytes.length, out, 1);

            assertThat(new String(out, 1, end - 1, UTF_8))
                    .isEqualTo(text.toString().replace("\"", "\"\""));
        }
    }
}
