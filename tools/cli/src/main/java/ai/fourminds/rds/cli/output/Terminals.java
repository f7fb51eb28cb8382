package ai.fourminds.rds.cli.output;

import ai.fourminds.rds.cli.output.text.Text;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The terminals among the process's streams: their width, and questions without echo. Stateless. */
final class Terminals {
    private static final Pattern TERMINAL_DEVICE = Pattern.compile("/dev/(pts/\\d+|tty.*|console)");
    private static final int LEAST_WIDTH = 20;
    private static final Pattern COLUMNS = Pattern.compile("[1-9]\\d{0,4}");
    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("\\d+ ([1-9]\\d{0,4})\\s*");
    private static final File TERMINAL = new File("/dev/tty");

    private Terminals() {}

    /**
     * Whether a stream is a terminal. On Linux each is examined; elsewhere the JDK only tells whether standard input
     * and output both are, and standard error is assumed to be like them.
     */
    static boolean isTerminal(int descriptor) {
        try {
            Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
            return TERMINAL_DEVICE.matcher(target.toString()).matches();
        } catch (IOException e) {
            // The system has no such links, or the process may not read them.
            return consoleIsTerminal();
        }
    }

    /** Whether the console is a terminal. Since JDK 22 a console exists without one, too. */
    @SuppressWarnings("SystemConsoleNull") // JDK 17 to 21 return null without a terminal; later ones have isTerminal().
    static boolean consoleIsTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            // Before JDK 22 the method is missing, and every console is a terminal.
            return true;
        }
    }

    /** Asks for a secret without echo. Returns empty without a terminal or if nothing was typed. */
    @SuppressWarnings("SystemConsoleNull") // consoleIsTerminal() has checked it, on every JDK.
    static Optional<String> askSecret(String question) {
        java.io.Console terminal = consoleIsTerminal() ? System.console() : null;
        if (terminal == null) {
            return Optional.empty();
        }
        char[] typed = terminal.readPassword("%s: ", Text.sanitized(question));
        if (typed == null || typed.length == 0) {
            return Optional.empty();
        }
        String answer = new String(typed);
        Arrays.fill(typed, ' ');
        return Optional.of(answer);
    }

    /** Returns the width in cells: the environment's COLUMNS, else the terminal's own. */
    static OptionalInt width(@Nullable String columns) {
        OptionalInt width = columns != null && COLUMNS.matcher(columns).matches()
                ? OptionalInt.of(Integer.parseInt(columns))
                : ownWidth();
        return width.isPresent() ? OptionalInt.of(Math.max(LEAST_WIDTH, width.getAsInt())) : width;
    }

    /** Parses the output of {@code stty size}; the JDK offers nothing for it. */
    static OptionalInt parsedWidth(String output) {
        Matcher matcher = ROWS_AND_COLUMNS.matcher(output);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    private static OptionalInt ownWidth() {
        if (!TERMINAL.canRead()) {
            return OptionalInt.empty();
        }
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return OptionalInt.empty();
            }
            return parsedWidth(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // Without stty or a controlling terminal the width is unknown.
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }
}
