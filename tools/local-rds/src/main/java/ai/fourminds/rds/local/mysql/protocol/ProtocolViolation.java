package ai.fourminds.rds.local.mysql.protocol;

import java.io.IOException;

/** The client violated MySQL's protocol. */
public final class ProtocolViolation extends IOException {
    private static final long serialVersionUID = 1L;

    ProtocolViolation(String message) {
        super(message);
    }
}
