package ai.fourminds.rds.local.postgresql;

import ai.fourminds.rds.local.server.gateway.Backend;
import ai.fourminds.rds.local.server.gateway.ProtocolViolation;
import ai.fourminds.rds.local.server.gateway.Reception;
import ai.fourminds.rds.local.server.gateway.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Handles a client from its first packet to the end of its login, in PostgreSQL's protocol. Thread-safe. */
record PostgresReception(Login login, Supplier<SSLContext> tls) implements Reception {
    @Override
    public Optional<Socket> receive(Session session) throws IOException {
        Socket client = session.client();
        try {
            Opening opening = Opening.read(client.getInputStream());
            if (opening instanceof Opening.GssEncryption) {
                reply(client, 'N');
                opening = Opening.read(client.getInputStream());
            }
            if (opening instanceof Opening.Tls) {
                reply(client, 'S');
                return receiveEncrypted(session);
            }
            if (opening instanceof Opening.Startup startup) {
                Session.closeAfter(client, login.refuseUnencrypted(startup, session));
            } else if (opening instanceof Opening.Cancel cancel) {
                forward(cancel, session);
            }
        } catch (ProtocolViolation e) {
            Session.closeAfter(client, violation(e));
        }
        return Optional.empty();
    }

    private Optional<Socket> receiveEncrypted(Session session) throws IOException {
        Socket encrypted = session.encrypt(tls.get());
        try {
            Opening opening = Opening.read(encrypted.getInputStream());
            if (opening instanceof Opening.Startup startup) {
                if (login.admit(startup, encrypted, session)) {
                    return Optional.of(encrypted);
                }
            } else if (opening instanceof Opening.Cancel cancel) {
                forward(cancel, session);
            }
            Session.closeAfter(encrypted, new byte[0]);
        } catch (ProtocolViolation e) {
            Session.closeAfter(encrypted, violation(e));
        }
        return Optional.empty();
    }

    /**
     * Forwards a cancel request. The database closes the connection when it is done; so does the gateway, to tell the
     * client.
     */
    private void forward(Opening.Cancel cancel, Session session) throws IOException {
        try (Backend canceller = login.connect(session)) {
            canceller.send(cancel.packet());
            canceller.receiveAll(OutputStream.nullOutputStream());
        }
    }

    private static byte[] violation(ProtocolViolation e) {
        return WireMessage.fatal("08P01", String.valueOf(e.getMessage()));
    }

    private static void reply(Socket client, char answer) throws IOException {
        client.getOutputStream().write(answer);
        client.getOutputStream().flush();
    }
}
