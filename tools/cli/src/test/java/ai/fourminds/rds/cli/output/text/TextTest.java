package ai.fourminds.rds.cli.output.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @ParameterizedTest
    @CsvSource({"abc,3", "'',0", "Größe,5", "e\u0301,1", "日本語,6", "한국,4", "📦,2", "👩\u200D🔬,2", "ｆｕｌｌ,8", "\u200B,0"})
    void measuresCells(String text, int cells) {
        assertThat(Text.width(text)).isEqualTo(cells);
    }

    @Test
    void showsWhatATerminalWouldObey() {
        assertThat(Text.sanitized("a\nb\tc\r\u001B[31md\u0000\u202Ee"))
                .isEqualTo("a\\nb\\tc\\r\\u001B[31md\\u0000\\u202Ee");
    }

    @Test
    void keepsLineFeedsWhereLinesAreMeant() {
        assertThat(Text.harmlessLines("a\nb\u001Bc")).isEqualTo("a\nb\\u001Bc");
    }

    @ParameterizedTest
    @CsvSource({"abcdef,6,abcdef", "abcdef,5,abcd…", "日本語,5,日本…", "📦📦📦,4,📦…"})
    void cutsToCells(String text, int cells, String expected) {
        assertThat(Text.fit(text, cells)).isEqualTo(expected);
        assertThat(Text.width(expected)).isLessThanOrEqualTo(cells);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 B",
        "1023,1023 B",
        "1024,1.0 KiB",
        "1048575,1.0 MiB",
        "15833498,15.1 MiB",
        "9223372036854775807,8.0 EiB"
    })
    void humanisesSizes(long bytes, String expected) {
        assertThat(Quantity.bytes(bytes)).isEqualTo(expected);
    }
}
