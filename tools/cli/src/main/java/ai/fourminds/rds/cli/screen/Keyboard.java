package ai.fourminds.rds.cli.screen;

import ai.fourminds.rds.cli.screen.Key.Kind;
import java.io.IOException;
import java.util.Map;
import org.jline.utils.NonBlockingReader;

/**
 * Decodes keys from a terminal's input: control sequences of ECMA-48 and those of the VT100's keypad. Reads unknown
 * sequences to their end and ignores them. For one thread.
 */
final class Keyboard {
    private static final int ESCAPE = 0x1B;
    private static final int MAX_SEQUENCE = 32;
    // The rest of a sequence follows at once, even over slow lines; a user's next key does not.
    private static final long WAIT_MILLIS = 120;

    private static final Map<Integer, Kind> CONTROLS = Map.of(
            0x03, Kind.INTERRUPT,
            0x08, Kind.BACKSPACE,
            0x7F, Kind.BACKSPACE,
            0x09, Kind.TAB,
            0x0A, Kind.ENTER,
            0x0D, Kind.ENTER,
            0x15, Kind.CLEAR);

    private static final Map<Character, Kind> FINALS = Map.of(
            'A', Kind.UP,
            'B', Kind.DOWN,
            'C', Kind.RIGHT,
            'D', Kind.LEFT,
            'H', Kind.HOME,
            'F', Kind.END,
            'M', Kind.ENTER);

    private static final Map<String, Kind> NUMBERS = Map.of(
            "1", Kind.HOME,
            "7", Kind.HOME,
            "4", Kind.END,
            "8", Kind.END,
            "5", Kind.PAGE_UP,
            "6", Kind.PAGE_DOWN,
            "3", Kind.BACKSPACE);

    private final NonBlockingReader reader;

    Keyboard(NonBlockingReader reader) {
        this.reader = reader;
    }

    /** Returns the next key; waits at most {@code millis}. */
    Key next(long millis) {
        try {
            return read(millis);
        } catch (IOException gone) {
            // On some systems the input of a closed terminal ends, on others reading it fails.
            return Key.of(Kind.GONE);
        }
    }

    private Key read(long millis) throws IOException {
        int first = reader.read(millis);
        if (first == NonBlockingReader.READ_EXPIRED) {
            return Key.of(Kind.NONE);
        }
        if (first == NonBlockingReader.EOF) {
            return Key.of(Kind.GONE);
        }
        if (first == ESCAPE) {
            return Key.of(afterEscape());
        }
        return first < ' ' || first == 0x7F
                ? Key.of(CONTROLS.getOrDefault(first, Kind.NONE))
                : Key.typed(codePoint((char) first));
    }

    private int codePoint(char first) throws IOException {
        if (!Character.isHighSurrogate(first)) {
            return first;
        }
        int second = reader.read(WAIT_MILLIS);
        return second >= 0 ? Character.toCodePoint(first, (char) second) : ' ';
    }

    private Kind afterEscape() throws IOException {
        int next = reader.peek(WAIT_MILLIS);
        if (next == '[') {
            reader.read(WAIT_MILLIS);
            return controlSequence();
        }
        if (next == 'O') {
            reader.read(WAIT_MILLIS);
            return FINALS.getOrDefault((char) reader.read(WAIT_MILLIS), Kind.NONE);
        }
        return Kind.ESCAPE;
    }

    private Kind controlSequence() throws IOException {
        StringBuilder parameters = new StringBuilder();
        for (int read = 0; read < MAX_SEQUENCE; read++) {
            int next = reader.read(WAIT_MILLIS);
            if (next < 0) {
                return Kind.NONE;
            }
            if (next == '[' && read == 0) {
                // The Linux console's function keys have one more character.
                reader.read(WAIT_MILLIS);
                return Kind.NONE;
            }
            if (next >= '@' && next <= '~') {
                return meaning(parameters.toString(), (char) next);
            }
            parameters.append((char) next);
        }
        return Kind.NONE;
    }

    /** Ignores modifiers such as Shift, which are a second parameter. */
    private static Kind meaning(String parameters, char last) {
        return last == '~'
                ? NUMBERS.getOrDefault(parameters.split(";", 2)[0], Kind.NONE)
                : FINALS.getOrDefault(last, Kind.NONE);
    }
}
