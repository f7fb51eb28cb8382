package ai.fourminds.rds.cli.output;

import java.io.IOException;

/** Whoever read standard output went away; nobody is left to be told anything. */
public final class BrokenPipe extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenPipe(IOException cause) {
        super("standard output was closed", cause);
    }
}
