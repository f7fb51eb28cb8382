package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.screen.Key.Kind;

/** The end of the wizard. Immutable. */
record End(Ending ending) implements Step {

    /** Ends by a key; Ctrl-C and a closed window have the exit codes of shells. */
    static End by(Kind key) {
        return new End(new Ending.Left(key == Kind.ESCAPE ? ExitCode.OK : ExitCode.INTERRUPTED, null));
    }

    /** Ends because of a fault. */
    static End because(Fault fault) {
        return new End(new Ending.Left(fault.exit(), fault));
    }

    @Override
    public Step next(Dialog dialog) {
        return this;
    }
}
