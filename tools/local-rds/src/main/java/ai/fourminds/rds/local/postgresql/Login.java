package ai.fourminds.rds.local.postgresql;

import ai.fourminds.rds.local.iam.ConnectTokens;
import ai.fourminds.rds.local.iam.DatabaseAddress;
import ai.fourminds.rds.local.iam.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/** Decides on one session's start: who must present what, and in which words RDS says no. Used by one thread. */
final class Login {
    /** Tokens with a session token take some 1,500 bytes; RDS takes 64 kB at most. */
    private static final int LONGEST_PASSWORD = 65_536;

    private static final String INVALID_AUTHORIZATION = "28000";
    private static final String INVALID_PASSWORD = "28P01";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DatabaseAddress address;
    private final ConnectTokens tokens;
    private final PostgresServer server;
    private final Consumer<Refusal> refusals;

    Login(DatabaseAddress address, ConnectTokens tokens, PostgresServer server, Consumer<Refusal> refusals) {
        this.address = address;
        this.tokens = tokens;
        this.server = server;
        this.refusals = refusals;
    }

    /** The answer to a session that begins without TLS. */
    byte[] refuseUnencrypted(Opening.Startup startup, InetAddress client) {
        refusals.accept(Refusal.NOT_ENCRYPTED);
        String text = "no pg_hba.conf entry for host \"%s\", user \"%s\", database \"%s\", no encryption"
                .formatted(client.getHostAddress(), startup.user(), startup.database());
        return WireMessage.fatal(INVALID_AUTHORIZATION, text);
    }

    /** Talks the client through its authentication; the database's side of the session, if it may have one. */
    Optional<Backend> admit(Opening.Startup startup, InputStream in, OutputStream out) throws IOException {
        String user = startup.user();
        if (user.isEmpty()) {
            refuse(out, INVALID_AUTHORIZATION, "no PostgreSQL user name specified in startup packet");
            return Optional.empty();
        }
        if (!isIamUser(user)) {
            askForPasswordInVain(user, in, out);
            return Optional.empty();
        }
        send(out, WireMessage.authenticationCleartextPassword());
        Optional<Refusal> refusal = tokens.refusal(Opening.readPassword(in, LONGEST_PASSWORD), user, address);
        if (refusal.isPresent()) {
            refusals.accept(refusal.get());
            refuse(out, INVALID_AUTHORIZATION, "PAM authentication failed for user \"" + user + "\"");
            return Optional.empty();
        }
        Backend backend = backend();
        backend.send(startup.packet());
        return Optional.of(backend);
    }

    Backend backend() throws IOException {
        return Backend.connect(server.socket());
    }

    /** As RDS does for whoever is not in {@code rds_iam}, existing or not: nobody here has a password. */
    private void askForPasswordInVain(String user, InputStream in, OutputStream out) throws IOException {
        byte[] salt = new byte[4];
        RANDOM.nextBytes(salt);
        send(out, WireMessage.authenticationMd5Password(salt));
        Opening.readPassword(in, LONGEST_PASSWORD);
        refusals.accept(Refusal.NOT_AN_IAM_USER);
        refuse(out, INVALID_PASSWORD, "password authentication failed for user \"" + user + "\"");
    }

    private boolean isIamUser(String user) throws IOException {
        try {
            return server.roles().isIamUser(user);
        } catch (SQLException e) {
            throw new IOException("the database does not say who its users are", e);
        }
    }

    private static void refuse(OutputStream out, String sqlState, String text) throws IOException {
        send(out, WireMessage.fatal(sqlState, text));
    }

    private static void send(OutputStream out, byte[] message) throws IOException {
        out.write(message);
        out.flush();
    }
}
