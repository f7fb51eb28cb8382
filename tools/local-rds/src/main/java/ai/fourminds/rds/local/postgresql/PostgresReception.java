package ai.fourminds.rds.local.postgresql;

import ai.fourminds.rds.local.iam.token.ConnectTokens;
import ai.fourminds.rds.local.iam.token.DatabaseAddress;
import ai.fourminds.rds.local.iam.token.Refusal;
import ai.fourminds.rds.local.server.gateway.Backend;
import ai.fourminds.rds.local.server.gateway.ProtocolViolation;
import ai.fourminds.rds.local.server.gateway.Reception;
import ai.fourminds.rds.local.server.gateway.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Handles a client from its first packet to the end of its login, in PostgreSQL's protocol. Thread-safe. */
record PostgresReception(DatabaseAddress address, Supplier<SSLContext> tls, ConnectTokens tokens, PostgresServer server)
        implements Reception {
    /** Tokens with a session token take some 1,500 bytes; RDS accepts at most 64 kB. */
    private static final int MAX_PASSWORD = 65_536;

    private static final String INVALID_AUTHORIZATION = "28000";
    private static final String INVALID_PASSWORD = "28P01";
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public Optional<Socket> receive(Session session) throws IOException {
        Socket client = session.client();
        try {
            Opening opening = Opening.read(client.getInputStream());
            if (opening instanceof Opening.GssEncryption) {
                send(client.getOutputStream(), new byte[] {'N'});
                opening = Opening.read(client.getInputStream());
            }
            if (opening instanceof Opening.Tls) {
                send(client.getOutputStream(), new byte[] {'S'});
                return receiveEncrypted(session);
            }
            if (opening instanceof Opening.Startup startup) {
                Session.closeAfter(client, refuseUnencrypted(startup, session));
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
                if (admit(startup, encrypted, session)) {
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
        try (Backend canceller = session.connectBackend(server.address())) {
            canceller.send(cancel.packet());
            canceller.receiveAll(OutputStream.nullOutputStream());
        }
    }

    private static byte[] violation(ProtocolViolation e) {
        return WireMessage.fatal("08P01", String.valueOf(e.getMessage()));
    }

    /** Returns the answer to a session without TLS. */
    private byte[] refuseUnencrypted(Opening.Startup startup, Session session) {
        session.refused(Refusal.NOT_ENCRYPTED, startup.user());
        if (address.isProxy()) {
            return WireMessage.fatal(INVALID_AUTHORIZATION, "This RDS Proxy requires TLS connections");
        }
        String text = "no pg_hba.conf entry for host \"%s\", user \"%s\", database \"%s\", no encryption"
                .formatted(session.client().getInetAddress().getHostAddress(), startup.user(), startup.database());
        return WireMessage.fatal(INVALID_AUTHORIZATION, text);
    }

    /** Authenticates the client and returns whether it may have a session, which has then started on the database. */
    private boolean admit(Opening.Startup startup, Socket client, Session session) throws IOException {
        OutputStream out = client.getOutputStream();
        String user = startup.user();
        if (user.isEmpty()) {
            refuse(out, INVALID_AUTHORIZATION, "no PostgreSQL user name specified in startup packet");
            return false;
        }
        if (address.isProxy() && startup.parameters().containsKey("options")) {
            refuse(out, "0A000", "RDS Proxy currently doesn't support command-line options.");
            return false;
        }
        boolean iamUser = server.isIamUser(user);
        if (!iamUser || (address.isProxy() && !address.iamAuthentication())) {
            refusePassword(user, client, session, iamUser);
            return false;
        }
        send(out, WireMessage.authenticationCleartextPassword());
        String token = Opening.readPassword(client.getInputStream(), MAX_PASSWORD);
        Optional<Refusal> refusal = tokens.refusal(token, user, address);
        if (refusal.isPresent()) {
            session.refused(refusal.get(), user);
            String text = address.isProxy()
                    ? "The IAM authentication failed for the role %s. Check the IAM token for this role and try again."
                    : "PAM authentication failed for user \"%s\"";
            refuse(out, INVALID_AUTHORIZATION, text.formatted(user));
            return false;
        }
        session.connectBackend(server.address()).send(startup.packet());
        return true;
    }

    /**
     * Requests a password and refuses it, as RDS does for users outside {@code rds_iam}: no user here has a password.
     */
    private void refusePassword(String user, Socket client, Session session, boolean iamUser) throws IOException {
        // Noted before the prompt, at which clients that only send tokens in clear text close the connection.
        session.refused(iamUser ? Refusal.IAM_AUTHENTICATION_DISABLED : Refusal.NOT_AN_IAM_USER, user);
        OutputStream out = client.getOutputStream();
        if (address.isProxy() && !iamUser) {
            String text = "This RDS proxy has no credentials for the role %s."
                    + " Check the credentials for this role and try again.";
            refuse(out, INVALID_PASSWORD, text.formatted(user));
            return;
        }
        byte[] salt = new byte[4];
        RANDOM.nextBytes(salt);
        send(out, WireMessage.authenticationMd5Password(salt));
        Opening.readPassword(client.getInputStream(), MAX_PASSWORD);
        String text = address.isProxy()
                ? "The password that was provided for the role %s is wrong."
                : "password authentication failed for user \"%s\"";
        refuse(out, INVALID_PASSWORD, text.formatted(user));
    }

    private static void refuse(OutputStream out, String sqlState, String text) throws IOException {
        send(out, WireMessage.fatal(sqlState, text));
    }

    private static void send(OutputStream out, byte[] message) throws IOException {
        out.write(message);
        out.flush();
    }
}
