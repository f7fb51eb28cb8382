package ai.fourminds.rds.cli.screen;

import ai.fourminds.rds.cli.failure.CommandFailure;
import java.io.IOException;

/** Where a screen comes from. */
@FunctionalInterface
public interface Screens {
    /** Takes the terminal over, with colours or without. */
    Screen open(boolean colours) throws CommandFailure, IOException;
}
