package ai.fourminds.rds.cli.output;

import java.util.Optional;

/** Asks the user for a secret without echo. For one thread. */
@FunctionalInterface
public interface SecretPrompt {
    /** Asks nothing, without a terminal. */
    SecretPrompt NONE = question -> Optional.empty();

    /** Returns the answer; empty without a terminal or if nothing was typed. */
    Optional<String> ask(String question);
}
