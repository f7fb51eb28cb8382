package ai.fourminds.rds.local.server;

import java.io.IOException;

/** A machine lacks what an engine needs; the message says what, and what to do, in one line. */
public final class MissingRequirement extends IOException {
    private static final long serialVersionUID = 1L;

    public MissingRequirement(String message) {
        super(message);
    }
}
