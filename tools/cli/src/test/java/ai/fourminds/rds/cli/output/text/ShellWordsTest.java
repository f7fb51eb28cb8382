package ai.fourminds.rds.cli.output.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellWordsTest {
    private static final List<String> HOSTILE = List.of(
            "plain",
            "",
            "it's",
            "we \"quote\" %s.odd $1; -- `id` $(id) \\ !",
            "a\nb",
            "ends\n\n",
            "\n",
            "\u001B[31m\u0007 %d \\ ' red",
            "\u202Eevil",
            "📦 שלום",
            "--all",
            "~root",
            "*");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {"public.orders,public.orders", "it's,'it'\\''s'", "a b,'a b'", "~x,'~x'"})
    void quotesOnlyWhatNeedsIt(String word, String line) {
        assertThat(ShellWords.line(List.of(word))).isEqualTo(line);
    }

    @Test
    void aShellReadsEveryWordBack() throws Exception {
        String line = "for word in " + ShellWords.line(HOSTILE) + "; do printf '%s\\000' \"$word\"; done";
        Process shell = new ProcessBuilder("sh").start();
        // Not as an argument, which the JVM would put into the locale's charset.
        try (var script = shell.outputWriter(StandardCharsets.UTF_8)) {
            script.write(line);
        }
        String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(shell.exitValue()).isZero();
        assertThat(read).isEqualTo(String.join("\0", HOSTILE) + "\0");
    }

    @Test
    void showsNothingThatATerminalWouldObeyButLineFeedsAtTheEnd() {
        assertThat(ShellWords.line(HOSTILE).replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\u202E]");
    }
}
