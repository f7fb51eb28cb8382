package ai.fourminds.rds.cli.screen;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.screen.Key.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;

/**
 * A terminal taken over as a whole, and given back as it was: at the end, on Ctrl-C, and when the process is told to end.
 * For one thread.
 */
public final class Screen implements AutoCloseable {
    // A question of the window's size costs a process, so that it is only asked after the signal that it changed.
    private static final long LONGEST_WAIT_MILLIS = 60_000;
    // DEC private mode 7: a line that is wider than was thought stays one line.
    private static final String NO_WRAP = "\u001B[?7l";
    private static final String WRAP = "\u001B[?7h";
    private static final int LEAST_ROWS = 6;
    private static final int LEAST_COLUMNS = 20;

    private final Terminal terminal;
    private final Keyboard keyboard;
    private final boolean colours;
    private final Attributes before;
    private final Thread hook = new Thread(this::restore, "terminal-restore");
    private final AtomicBoolean restored = new AtomicBoolean();
    private final AtomicBoolean resized = new AtomicBoolean(true);
    private Size size = Size.of(80, 24);
    private List<String> painted = List.of();

    private Screen(Terminal terminal, boolean colours) {
        this.terminal = terminal;
        this.colours = colours;
        this.keyboard = new Keyboard(terminal.reader());
        this.before = terminal.getAttributes();
    }

    /** The process's own terminal. */
    public static Screen ofProcess(boolean colours) throws CommandFailure, IOException {
        // By stty and nothing native: no library to unpack, and nothing for newer JDKs to warn of.
        Terminal terminal = TerminalBuilder.builder()
                .name("fourminds-rds")
                .system(true)
                .provider(TerminalBuilder.PROP_PROVIDER_EXEC)
                .dumb(true)
                .graphemeCluster(false)
                .encoding(StandardCharsets.UTF_8)
                .build();
        return on(terminal, colours);
    }

    /**
     * Any terminal, which is closed at the end.
     *
     * @throws CommandFailure when it cannot move its cursor
     */
    public static Screen on(Terminal terminal, boolean colours) throws CommandFailure, IOException {
        if (terminal.getStringCapability(Capability.cursor_address) == null
                || terminal.getStringCapability(Capability.clear_screen) == null) {
            String type = terminal.getType();
            terminal.close();
            throw new CommandFailure(
                    Fault.usage(
                            "terminal-too-simple",
                            "This terminal (TERM=" + type + ") cannot show lists to choose from.",
                            "Set TERM to what it really is, such as xterm-256color, or use the commands: fourminds-rds --help"));
        }
        Screen screen = new Screen(terminal, colours);
        screen.enter();
        return screen;
    }

    private void enter() {
        Runtime.getRuntime().addShutdownHook(hook);
        terminal.handle(Terminal.Signal.WINCH, signal -> resized.set(true));
        terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        // Ctrl-C and the like come as keys, so that they end the walk and not the process in the middle of a line.
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        terminal.setAttributes(raw);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.keypad_xmit);
        terminal.writer().write(NO_WRAP);
        terminal.flush();
    }

    /** Whether colours are wanted. */
    public boolean colours() {
        return colours;
    }

    /** How many lines there are. */
    public int rows() {
        return Math.max(LEAST_ROWS, measured().getRows());
    }

    /** How many cells a line has. */
    public int columns() {
        return Math.max(LEAST_COLUMNS, measured().getColumns());
    }

    private Size measured() {
        if (resized.getAndSet(false)) {
            size = terminal.getSize();
            painted = List.of();
        }
        return size;
    }

    /** The next key; {@link Kind#NONE} when the screen wants to be shown anew. */
    public Key key() {
        return key(LONGEST_WAIT_MILLIS);
    }

    /** The next key, waited for so long at most. */
    public Key key(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (true) {
            long left = (end - System.nanoTime()) / 1_000_000;
            Key key = keyboard.next(Math.max(1, Math.min(left, 250)));
            if (!key.is(Kind.NONE) || resized.get() || left <= 0) {
                return key;
            }
        }
    }

    /** Shows these lines from the top; only those that have changed are sent. */
    public void show(List<String> lines) {
        boolean anew = painted.isEmpty();
        if (anew) {
            terminal.puts(Capability.clear_screen);
            terminal.puts(Capability.cursor_invisible);
        }
        int rows = Math.max(LEAST_ROWS, size.getRows());
        List<String> now = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            String line = row < lines.size() ? lines.get(row) : "";
            now.add(line);
            if (anew ? !line.isEmpty() : !line.equals(painted.get(row))) {
                terminal.puts(Capability.cursor_address, row, 0);
                terminal.puts(Capability.clr_eol);
                terminal.writer().write(line);
            }
        }
        painted = now;
        terminal.flush();
    }

    @Override
    public void close() throws IOException {
        restore();
        terminal.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and has run the hook.
            terminal.flush();
        }
    }

    /** Runs once, by the first caller. */
    void restore() {
        if (!restored.compareAndSet(false, true)) {
            return;
        }
        terminal.writer().write(WRAP);
        terminal.puts(Capability.cursor_normal);
        terminal.puts(Capability.keypad_local);
        terminal.puts(Capability.exit_ca_mode);
        terminal.flush();
        terminal.setAttributes(before);
    }
}
