package ai.fourminds.rds.local.server.gateway;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;

/** An engine's way from a client's first byte to the end of its login. Used by one thread per client. */
public interface Reception {
    /**
     * Talks to the session's client and, for whom it lets in, to the session's backend.
     *
     * @return the socket to go on with, empty where the client has been told no
     */
    Optional<Socket> receive(Session session) throws IOException;
}
