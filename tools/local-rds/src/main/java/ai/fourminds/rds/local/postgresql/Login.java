package ai.fourminds.rds.local.postgresql;

import ai.fourminds.rds.local.iam.token.ConnectTokens;
import ai.fourminds.rds.local.iam.token.DatabaseAddress;
import ai.fourminds.rds.local.iam.token.Refusal;
import ai.fourminds.rds.local.server.gateway.Backend;
import ai.fourminds.rds.local.server.gateway.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.Optional;

/** Authenticates a session: requests a token or a password, and refuses with RDS's messages. Thread-safe. */
record Login(DatabaseAddress address, ConnectTokens tokens, PostgresServer server) {
    /** Tokens with a session token take some 1,500 bytes; RDS accepts at most 64 kB. */
    private static final int MAX_PASSWORD = 65_536;

    private static final String INVALID_AUTHORIZATION = "28000";
    private static final String INVALID_PASSWORD = "28P01";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Returns the answer to a session without TLS. */
    byte[] refuseUnencrypted(Opening.Startup startup, Session session) {
        session.refused(Refusal.NOT_ENCRYPTED, startup.user());
        if (address.isProxy()) {
            return WireMessage.fatal(INVALID_AUTHORIZATION, "This RDS Proxy requires TLS connections");
        }
        String text = "no pg_hba.conf entry for host \"%s\", user \"%s\", database \"%s\", no encryption"
                .formatted(session.client().getInetAddress().getHostAddress(), startup.user(), startup.database());
        return WireMessage.fatal(INVALID_AUTHORIZATION, text);
    }

    /** Authenticates the client and returns whether it may have a session, which has then started on the database. */
    boolean admit(Opening.Startup startup, Socket client, Session session) throws IOException {
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
        connect(session).send(startup.packet());
        return true;
    }

    Backend connect(Session session) throws IOException {
        return session.connectBackend(server.address());
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
