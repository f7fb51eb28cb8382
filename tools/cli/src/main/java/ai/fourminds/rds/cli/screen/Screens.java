package ai.fourminds.rds.cli.screen;

import ai.fourminds.rds.cli.failure.CommandFailure;
import java.io.IOException;

/** Opens screens. */
@FunctionalInterface
public interface Screens {
    /** Takes control of the terminal, with or without colours. */
    Screen open(boolean colours) throws CommandFailure, IOException;
}
