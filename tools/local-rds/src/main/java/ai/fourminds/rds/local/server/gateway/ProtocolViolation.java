package ai.fourminds.rds.local.server.gateway;

import java.io.IOException;

/** The client violated the database's protocol. The message may be sent to it. */
public final class ProtocolViolation extends IOException {
    private static final long serialVersionUID = 1L;

    public ProtocolViolation(String message) {
        super(message);
    }
}
