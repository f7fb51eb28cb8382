package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.screen.Key.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of the wizard. Immutable. */
public sealed interface Ending extends Step {
    /**
     * The user decided everything.
     *
     * @param words the arguments of the {@code export} command
     */
    record Decided(List<String> words) implements Ending {
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
    record Left(ExitCode exit, @Nullable Fault fault) implements Ending {
        /** Ends by a key; Ctrl-C and a closed window have the exit codes of shells. */
        static Left by(Kind key) {
            return new Left(key == Kind.ESCAPE ? ExitCode.OK : ExitCode.INTERRUPTED, null);
        }

        /** Returns the step before if the key is Esc; else ends by the key. */
        static Step orBack(Kind key, Step before) {
            return key == Kind.ESCAPE ? before : by(key);
        }
    }

    @Override
    default Step next(Dialog dialog) {
        return this;
    }
}
