package ai.fourminds.rds.local.mysql;

import java.io.IOException;

/** What the client sent is not MySQL's protocol. */
final class ProtocolViolation extends IOException {
    private static final long serialVersionUID = 1L;

    ProtocolViolation(String message) {
        super(message);
    }
}
