package ai.fourminds.rds.cli.output;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How wide the process's terminal is. Stateless. */
final class TerminalWidth {
    /** That of a terminal that does not say. */
    static final int USUAL = 80;

    private static final int LEAST = 20;
    private static final Pattern COLUMNS = Pattern.compile("[1-9]\\d{0,4}");
    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("\\d+ ([1-9]\\d{0,4})\\s*");
    private static final File TERMINAL = new File("/dev/tty");

    private TerminalWidth() {}

    /** What the environment's COLUMNS says, else what the terminal itself does. */
    static OptionalInt of(@Nullable String columns) {
        OptionalInt width = columns != null && COLUMNS.matcher(columns).matches()
                ? OptionalInt.of(Integer.parseInt(columns))
                : ofTerminal();
        return width.isPresent() ? OptionalInt.of(Math.max(LEAST, width.getAsInt())) : width;
    }

    /** What {@code stty size} answers; the JDK cannot ask. */
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
            // No stty, or no terminal that this process controls: the usual width is as good a guess as any.
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }
}
