package ai.fourminds.rds.cli.output;

import ai.fourminds.rds.cli.output.text.Text;
import java.util.Arrays;
import java.util.Optional;

/** Asks on the terminal, without echo. Stateless. */
final class TerminalPrompt implements SecretPrompt {

    @Override
    @SuppressWarnings("SystemConsoleNull") // Terminals has checked that the console is a terminal, on every JDK.
    public Optional<String> ask(String question) {
        java.io.Console terminal = Terminals.consoleIsTerminal() ? System.console() : null;
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
}
