package ai.fourminds.rds.cli.screen;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jline.utils.NonBlockingReader;
import org.jline.utils.ScreenTerminal;
import org.jline.utils.ScreenTerminalOutputStream.DelegateOutputStream;

/**
 * A terminal in memory: keys go in, and what a person would see can be read. What is read is what the program shows after it
 * has answered every key, never a frame between two of them. For one typing thread.
 */
public final class ScriptedTerminal {
    public static final String ESC = "\u001B";
    public static final String UP = ESC + "[A";
    public static final String DOWN = ESC + "[B";
    public static final String RIGHT = ESC + "[C";
    public static final String LEFT = ESC + "[D";
    public static final String PAGE_UP = ESC + "[5~";
    public static final String PAGE_DOWN = ESC + "[6~";
    public static final String HOME = ESC + "[H";
    public static final String END = ESC + "[F";
    public static final String ENTER = "\r";
    public static final String CTRL_C = "\u0003";
    public static final String CTRL_U = "\u0015";
    public static final String BACKSPACE = "\u007F";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LineDisciplineTerminal terminal;
    private final ScreenTerminal screen;
    private volatile int typed;
    private volatile int taken;
    private volatile boolean answered = true;

    public ScriptedTerminal(int columns, int rows) throws IOException {
        this("xterm-256color", columns, rows);
    }

    public ScriptedTerminal(String type, int columns, int rows) throws IOException {
        DelegateOutputStream toScreen = new DelegateOutputStream();
        screen = new ScreenTerminal(columns, rows);
        terminal = new LineDisciplineTerminal("scripted", type, toScreen, StandardCharsets.UTF_8) {
            private final NonBlockingReader keys = new Keys(super.reader());

            @Override
            public NonBlockingReader reader() {
                return keys;
            }
        };
        terminal.setSize(Size.of(columns, rows));
        ScreenTerminal.wireTerminal(screen, terminal, toScreen);
    }

    public Terminal terminal() {
        return terminal;
    }

    /** Presses keys. */
    public void type(String keys) throws IOException {
        answered = false;
        typed += keys.length();
        terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
    }

    public void resize(int columns, int rows) {
        screen.setSize(Size.of(columns, rows));
        terminal.setSize(Size.of(columns, rows));
        terminal.raise(Terminal.Signal.WINCH);
    }

    /** Waits until the screen shows this, and returns all of it. */
    public String await(String text) throws InterruptedException {
        return await(shown -> shown.contains(text), text);
    }

    public String await(Predicate<String> condition, String what) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (answered) {
                String shown = shown();
                if (condition.test(shown)) {
                    return shown;
                }
            }
            screen.waitDirty(20);
        }
        return fail("The screen never showed '" + what + "' but:\n" + shown());
    }

    /** What is on the screen, without spaces at the ends of lines. */
    public String shown() {
        int columns = screen.getColumns();
        long[] cells = new long[columns * screen.getRows()];
        screen.dump(cells, new int[2]);
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < cells.length / columns; row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                int point = ScreenTerminal.cellCodePoint(cells[row * columns + column]);
                line.append(point == 0 ? "" : Character.toString(point));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** The foreground colour of the first cell of a text that is shown, or -1 for the usual one. */
    public int colourOf(String text) {
        int columns = screen.getColumns();
        long[] cells = new long[columns * screen.getRows()];
        screen.dump(cells, new int[2]);
        String[] lines = shown().split("\n", -1);
        for (int row = 0; row < lines.length; row++) {
            int at = lines[row].indexOf(text);
            if (at >= 0) {
                long cell = cells[row * columns + at];
                return ScreenTerminal.cellHasForeground(cell) ? ScreenTerminal.cellForeground(cell) : -1;
            }
        }
        return fail("'" + text + "' is not on the screen:\n" + shown());
    }

    /** Notices when the program waits for the next key, and has answered all that were typed. */
    private final class Keys extends NonBlockingReader {
        private final NonBlockingReader reader;

        Keys(NonBlockingReader reader) {
            this.reader = reader;
        }

        @Override
        protected int read(long timeout, boolean peek) throws IOException {
            if (peek) {
                return reader.peek(timeout);
            }
            answered = taken == typed;
            int key = reader.read(timeout);
            if (key >= 0) {
                answered = false;
                taken++;
            }
            return key;
        }

        @Override
        public int readBuffered(char[] keys, int offset, int length, long timeout) {
            throw new UnsupportedOperationException("The keyboard reads one character at a time.");
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
