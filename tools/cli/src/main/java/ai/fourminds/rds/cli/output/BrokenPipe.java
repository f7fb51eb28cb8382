package ai.fourminds.rds.cli.output;

import java.io.IOException;

/** The reader of standard output closed it. Not reported as a failure. */
public final class BrokenPipe extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenPipe(IOException cause) {
        super("standard output was closed", cause);
    }
}
