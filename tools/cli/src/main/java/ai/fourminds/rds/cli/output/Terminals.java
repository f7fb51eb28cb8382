package ai.fourminds.rds.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Which of the process's streams are terminals. Stateless. */
final class Terminals {
    private static final Pattern TERMINAL_DEVICE = Pattern.compile("/dev/(pts/\\d+|tty.*|console)");

    private Terminals() {}

    /**
     * On Linux each stream is looked at. Elsewhere the JDK only knows whether standard input and output both are terminals,
     * which is taken for standard error too.
     */
    static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (Files.isSymbolicLink(link)) {
            try {
                return TERMINAL_DEVICE
                        .matcher(Files.readSymbolicLink(link).toString())
                        .matches();
            } catch (IOException e) {
                // A process without the right to read its own descriptors still has a console or not.
                return consoleIsTerminal();
            }
        }
        return consoleIsTerminal();
    }

    /** Since JDK 22 a console exists without a terminal too, and says so. */
    @SuppressWarnings("SystemConsoleNull") // Null is what JDK 17 to 21 answer; later ones are asked the right question.
    static boolean consoleIsTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            // Before JDK 22 the method is missing, and a console is a terminal.
            return true;
        }
    }
}
