package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.screen.Key.Kind;

/** The step after which there is none. Immutable. */
record End(Ending ending) implements Step {

    /** Left by a key: Ctrl-C and a closed window count as shells count them. */
    static End by(Kind key) {
        return new End(new Ending.Left(key == Kind.ESCAPE ? ExitCode.OK : ExitCode.INTERRUPTED, null));
    }

    /** Left because of a fault. */
    static End because(Fault fault) {
        return new End(new Ending.Left(fault.exit(), fault));
    }

    @Override
    public Step next(Dialog dialog) {
        return this;
    }
}
