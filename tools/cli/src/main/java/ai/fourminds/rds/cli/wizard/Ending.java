package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the wizard ended. Immutable. */
public sealed interface Ending {

    /**
     * The user decided everything.
     *
     * @param words the arguments of the {@code export} command
     */
    record Decided(List<String> words) implements Ending {
        /** Copies the list. */
        public Decided {
            words = List.copyOf(words);
        }
    }

    /**
     * The user left early, or a fault ended the wizard.
     *
     * @param exit the exit code of the process
     * @param fault the fault, or null
     */
    record Left(ExitCode exit, @Nullable Fault fault) implements Ending {}
}
