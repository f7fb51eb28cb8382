package ai.fourminds.rds.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.screen.Key.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyboardTest {
    private static List<Key> keys(String typed) throws Exception {
        ScriptedTerminal terminal = new ScriptedTerminal(80, 24);
        terminal.terminal().enterRawMode();
        Keyboard keyboard = new Keyboard(terminal.terminal().reader());
        terminal.type(typed + "$");
        List<Key> keys = new ArrayList<>();
        for (Key key = keyboard.next(10_000); !key.text().equals("$"); key = keyboard.next(10_000)) {
            keys.add(key);
        }
        return keys;
    }

    @ParameterizedTest
    @CsvSource({
        "[A,UP",
        "OA,UP",
        "[1;5A,UP",
        "[B,DOWN",
        "[C,RIGHT",
        "OD,LEFT",
        "[5~,PAGE_UP",
        "[6;2~,PAGE_DOWN",
        "[H,HOME",
        "[1~,HOME",
        "[7~,HOME",
        "OF,END",
        "[4~,END",
        "[3~,BACKSPACE",
        "OM,ENTER"
    })
    void knowsTheSequencesOfXtermVtAndRxvt(String sequence, Kind kind) throws Exception {
        assertThat(keys("\u001B" + sequence)).extracting(Key::kind).containsExactly(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[15~", "[?1;2c", "[[A", "OP", "[200~", "[<0;10;10M", "[27;5;9~"})
    void readsWhatItDoesNotKnowToItsEnd(String sequence) throws Exception {
        assertThat(keys("\u001B" + sequence + "x"))
                .filteredOn(key -> key.is(Kind.TEXT))
                .extracting(Key::text)
                .containsExactly("x");
    }

    @Test
    void tellsEscapeFromWhatBeginsLikeIt() throws Exception {
        assertThat(keys("\u001B\u001B[Aq")).extracting(Key::kind).containsExactly(Kind.ESCAPE, Kind.UP, Kind.TEXT);
    }

    @Test
    void takesCharactersWhole() throws Exception {
        assertThat(keys("é📦 ")).extracting(Key::text).containsExactly("é", "📦", " ");
    }

    @Test
    void knowsControls() throws Exception {
        assertThat(keys("\r\n\t\u007F\b\u0015\u0003\u0000"))
                .extracting(Key::kind)
                .containsExactly(
                        Kind.ENTER,
                        Kind.ENTER,
                        Kind.TAB,
                        Kind.BACKSPACE,
                        Kind.BACKSPACE,
                        Kind.CLEAR,
                        Kind.INTERRUPT,
                        Kind.NONE);
    }
}
