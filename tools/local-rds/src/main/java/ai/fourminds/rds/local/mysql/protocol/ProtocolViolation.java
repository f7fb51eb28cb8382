package ai.fourminds.rds.local.mysql.protocol;

import java.io.IOException;

/** What the client sent is not MySQL's protocol. */
public final class ProtocolViolation extends IOException {
    private static final long serialVersionUID = 1L;

    ProtocolViolation(String message) {
        super(message);
    }
}
