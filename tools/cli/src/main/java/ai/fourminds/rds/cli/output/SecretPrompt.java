package ai.fourminds.rds.cli.output;

import java.util.Optional;

/** Asks a person for something that nobody may see. For one thread. */
@FunctionalInterface
public interface SecretPrompt {
    /** Asks nobody. */
    SecretPrompt NOBODY = question -> Optional.empty();

    /** The answer; empty where nobody can be asked, or nothing was answered. */
    Optional<String> ask(String question);
}
