package ai.fourminds.rds.plugins.common.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When cells are quoted, and what a formula is. */
class CsvCellsTest {

    private static boolean quotes(String cell) {
        byte[] bytes = ("," + cell + ",").getBytes(StandardCharsets.UTF_8);
        return CsvCells.needsQuotes(bytes, 1, bytes.length - 1);
    }

    private static boolean formula(String cell) {
        byte[] bytes = ("," + cell + ",").getBytes(StandardCharsets.UTF_8);
        return CsvCells.looksLikeFormula(bytes, 1, bytes.length - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " x", "x ", " ", "\tx", "x\t", "\u0001x", "\u000bx", "#x", "#", "\\.", "\u00a0x", "x\u00a0", "\u2003x",
                "x\u2003", "\u3000", "x\u3000", "\u1680x", "\u202fx", "x\u2028", "\u0085x", "x\u0085", "\ufeffx"
            })
    void quotesAreNeeded(String cell) {
        assertThat(quotes(cell)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "a b",
                "x#",
                "\\",
                ".",
                "\\.x",
                "x\\.",
                "\\N",
                "é",
                "éé",
                "🦆",
                "日本",
                "x\u00a0x",
                "ĠĠ",
                "à",
                "ꠀ",
                "-1",
                "=1+1",
                "\u007f"
            })
    void quotesAreNotNeeded(String cell) {
        assertThat(quotes(cell)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {" x", "a,b", "a\"b", "a\nb", "a\rb", "#x", "a longer text with one comma, near the end"})
    void aCellMustBeQuotedForWhatItHoldsOrHowItEnds(String cell) {
        byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
        assertThat(CsvCells.mustQuote(bytes, 0, bytes.length)).isTrue();
        assertThat(CsvCells.mustQuote("a longer text without one".getBytes(StandardCharsets.UTF_8), 0, 25))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1",
                "=",
                "@a",
                "\tx",
                "\rx",
                "+",
                "-",
                "+a",
                "-a",
                "-1a",
                "--1",
                "-1-1",
                "-.",
                "-e5",
                "-1e",
                "-1e+",
                "-Infinity",
                "+1 ",
                "-1.2.3"
            })
    void aFormulaIsSuspected(String cell) {
        assertThat(formula(cell)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "-1",
                "+1",
                "-1.5",
                "-.5",
                "-5.",
                "-1e5",
                "-1.5E-10",
                "+1e+5",
                "a=b",
                " =1",
                "'=1",
                "x@y"
            })
    void noFormulaIsSuspected(String cell) {
        assertThat(formula(cell)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "a,a",
                "||,\"\"",
                "a b,a b",
                "|a,b|,|\"a,b\"|",
                "a\"b,\"a\"\"b\"",
                "#a,\"#a\"",
                "=a,'=a",
                "|=a,b|,|\"'=a,b\"|",
                "-1,-1"
            })
    void aCellFromTextIsQuotedAndGuarded(String text, String cell) {
        assertThat(CsvCells.cell(text, true)).isEqualTo(cell);
    }

    @Test
    void nothingIsGuardedUnasked() {
        assertThat(CsvCells.cell("=a", false)).isEqualTo("=a");
        assertThat(CsvCells.cell("a\nb", false)).isEqualTo("\"a\nb\"");
    }
}
