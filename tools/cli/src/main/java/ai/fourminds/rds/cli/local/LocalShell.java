package ai.fourminds.rds.cli.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs the commands that are typed while a local RDS with clusters runs. Immutable. */
public record LocalShell(LocalCloud cloud, Consumer<String> answers) {
    private static final String USAGE = "Type: failover CLUSTER [MEMBER]";

    /** Runs the lines of {@code in}, on a daemon thread, until it ends. */
    public void start(InputStream in) {
        Thread thread = new Thread(() -> runLines(in), "fourminds-rds-local-shell");
        thread.setDaemon(true);
        thread.start();
    }

    private void runLines(InputStream in) {
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.accept(answer(line.strip().split("\\s+", -1)));
            }
        } catch (IOException e) {
            answers.accept("No more commands can be read: " + e.getMessage());
        }
    }

    private String answer(String... words) {
        if (words.length < 2 || words.length > 3 || !words[0].equals("failover")) {
            return USAGE;
        }
        try {
            Optional<String> member = words.length == 3 ? Optional.of(words[2]) : Optional.empty();
            return "The writer of " + words[1] + " is now " + cloud.failover(words[1], member);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return e.getMessage() + ". " + USAGE;
        }
    }
}
