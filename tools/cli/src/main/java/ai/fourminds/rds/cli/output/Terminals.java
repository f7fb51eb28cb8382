package ai.fourminds.rds.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Detects which of the process's streams are terminals. Stateless. */
final class Terminals {
    private static final Pattern TERMINAL_DEVICE = Pattern.compile("/dev/(pts/\\d+|tty.*|console)");

    private Terminals() {}

    /**
     * Whether a stream is a terminal. On Linux each is examined; elsewhere the JDK only tells whether standard input
     * and output both are, and standard error is assumed to be like them.
     */
    static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (Files.isSymbolicLink(link)) {
            try {
                return TERMINAL_DEVICE
                        .matcher(Files.readSymbolicLink(link).toString())
                        .matches();
            } catch (IOException e) {
                // The process may not read its own descriptors.
                return consoleIsTerminal();
            }
        }
        return consoleIsTerminal();
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
}
