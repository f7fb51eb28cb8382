package ai.fourminds.rds.local.server;

import java.io.IOException;

/** This machine lacks what an engine needs. The message names it, and the remedy, in one line. */
public final class MissingRequirement extends IOException {
    private static final long serialVersionUID = 1L;

    public MissingRequirement(String message) {
        super(message);
    }
}
