package ai.fourminds.rds.cli.output;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Determines the width of the process's terminal. Stateless. */
final class TerminalWidth {
    /** The width in cells if the terminal's is unknown. */
    static final int DEFAULT = 80;

    private static final int LEAST = 20;
    private static final Pattern COLUMNS = Pattern.compile("[1-9]\\d{0,4}");
    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("\\d+ ([1-9]\\d{0,4})\\s*");
    private static final File TERMINAL = new File("/dev/tty");

    private TerminalWidth() {}

    /** Returns the environment's COLUMNS, else the terminal's own width. */
    static OptionalInt of(@Nullable String columns) {
        OptionalInt width = columns != null && COLUMNS.matcher(columns).matches()
                ? OptionalInt.of(Integer.parseInt(columns))
                : ofTerminal();
        return width.isPresent() ? OptionalInt.of(Math.max(LEAST, width.getAsInt())) : width;
    }

    /** Parses the output of {@code stty size}; the JDK offers nothing for it. */
    static OptionalInt ofAnswer(String answer) {
        Matcher matcher = ROWS_AND_COLUMNS.matcher(answer);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    private static OptionalInt ofTerminal() {
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
            return ofAnswer(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // Without stty or a controlling terminal the width is unknown.
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }
}
