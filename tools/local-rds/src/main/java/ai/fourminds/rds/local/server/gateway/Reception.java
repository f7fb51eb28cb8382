package ai.fourminds.rds.local.server.gateway;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;

/** An engine's login, from a client's first byte to the last answer. Used by one thread per client. */
public interface Reception {
    /**
     * Authenticates the session's client and, if it is accepted, connects the session's backend.
     *
     * @return the socket to relay; empty if the client was refused
     */
    Optional<Socket> receive(Session session) throws IOException;
}
