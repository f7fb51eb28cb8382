package ai.fourminds.rds.cli.output;

import java.io.IOException;

/** The reader of standard output has closed it: no failure is reported. */
public final class BrokenPipe extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenPipe(IOException cause) {
        super("standard output was closed", cause);
    }
}
