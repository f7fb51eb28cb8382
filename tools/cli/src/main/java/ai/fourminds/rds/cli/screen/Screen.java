package ai.fourminds.rds.cli.screen;

import ai.fourminds.rds.cli.failure.CommandFailure;
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

/** Controls a whole terminal, and restores it on close, on Ctrl-C and when the process is ended. For one thread. */
public final class Screen implements AutoCloseable {
    @FunctionalInterface
    public interface Opener {
        /** Takes control of the terminal, with or without colours. */
        Screen open(boolean colours) throws CommandFailure, IOException;
    }

    // Asking for the window's size starts a process, so it is done only after the signal for a change.
    private static final long MAX_WAIT_MILLIS = 60_000;
    // DEC private mode 7: a line that is wider than computed stays one line.
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

    public static Screen ofProcess(boolean colours) throws CommandFailure, IOException {
        // Uses stty instead of native code: no library to unpack, and no warnings of newer JDKs.
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
     * Opens a terminal, and closes it at the end.
     *
     * @throws CommandFailure if the terminal cannot move its cursor
     */
    public static Screen on(Terminal terminal, boolean colours) throws CommandFailure, IOException {
        if (terminal.getStringCapability(Capability.cursor_address) == null
                || terminal.getStringCapability(Capability.clear_screen) == null) {
            String type = terminal.getType();
            terminal.close();
            throw CommandFailure.usage(
                    "terminal-too-simple",
                    "This terminal (TERM=" + type + ") cannot show lists to choose from.",
                    "Set TERM to what it really is, such as xterm-256color, or use the commands: fourminds-rds --help");
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
        // Reads Ctrl-C and the like as keys, so that they do not kill the process in the middle of a line.
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        terminal.setAttributes(raw);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.keypad_xmit);
        terminal.writer().write(NO_WRAP);
        terminal.flush();
    }

    public boolean colours() {
        return colours;
    }

    public int rows() {
        return Math.max(LEAST_ROWS, measured().getRows());
    }

    /** Returns the cells per line. */
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

    /** Returns the next key; {@link Kind#NONE} if the screen must be shown again. */
    public Key key() {
        return key(MAX_WAIT_MILLIS);
    }

    /** Returns the next key; waits at most {@code millis}. */
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

    /** Shows these lines from the top; sends only changed ones. */
    public void show(List<String> lines) {
        boolean repaint = painted.isEmpty();
        if (repaint) {
            terminal.puts(Capability.clear_screen);
            terminal.puts(Capability.cursor_invisible);
        }
        int rows = Math.max(LEAST_ROWS, size.getRows());
        List<String> now = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            String line = row < lines.size() ? lines.get(row) : "";
            now.add(line);
            if (repaint ? !line.isEmpty() : !line.equals(painted.get(row))) {
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
            // The JVM is shutting down, and has run the hook.
            terminal.flush();
        }
    }

    /** Runs once, for the first caller. */
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
