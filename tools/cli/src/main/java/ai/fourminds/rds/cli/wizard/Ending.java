package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a walk ended. Immutable. */
public sealed interface Ending {

    /**
     * With everything decided.
     *
     * @param words the arguments of {@code export} that do it
     */
    record Decided(List<String> words) implements Ending {
        /** Copies the list. */
        public Decided {
            words = List.copyOf(words);
        }
    }

    /**
     * Before that.
     *
     * @param exit how the process ends because of it
     * @param fault the failure that ended it, if one did
     */
    record Left(ExitCode exit, @Nullable Fault fault) implements Ending {}
}
