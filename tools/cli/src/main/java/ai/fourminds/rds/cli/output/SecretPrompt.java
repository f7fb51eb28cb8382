package ai.fourminds.rds.cli.output;

import java.util.Optional;

/** Asks the user for a secret without echo. For one thread. */
@FunctionalInterface
public interface SecretPrompt {
    /** No prompt: there is no terminal. */
    SecretPrompt NONE = question -> Optional.empty();

    /** The answer; empty without a terminal, or when nothing was typed. */
    Optional<String> ask(String question);
}
