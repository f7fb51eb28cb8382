package ai.fourminds.rds.local.mysql;

import ai.fourminds.rds.local.iam.token.ConnectTokens;
import ai.fourminds.rds.local.iam.token.DatabaseAddress;
import ai.fourminds.rds.local.iam.token.Refusal;
import ai.fourminds.rds.local.mysql.protocol.BackendLogin;
import ai.fourminds.rds.local.mysql.protocol.Capabilities;
import ai.fourminds.rds.local.mysql.protocol.ClientHello;
import ai.fourminds.rds.local.mysql.protocol.Exchange;
import ai.fourminds.rds.local.mysql.protocol.Greeting;
import ai.fourminds.rds.local.mysql.protocol.Packet;
import ai.fourminds.rds.local.mysql.protocol.ServerPackets;
import ai.fourminds.rds.local.server.gateway.Backend;
import ai.fourminds.rds.local.server.gateway.ProtocolViolation;
import ai.fourminds.rds.local.server.gateway.Reception;
import ai.fourminds.rds.local.server.gateway.Session;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Handles a connection from its start to the end of its login, in MySQL's protocol. Connects to the database first, so
 * that the client receives the database's thread id, which KILL takes. Does not inspect later packets: the database
 * itself refuses a change of user, because passwords are not known here. Thread-safe.
 */
record MysqlReception(DatabaseAddress address, Supplier<SSLContext> tls, ConnectTokens tokens, MysqlServer server)
        implements Reception {
    /** Connection attributes may take 64 KiB; names take little. */
    private static final int MAX_HELLO = 128 * 1024;

    /** Tokens with a session token take some 1,500 bytes; RDS accepts at most 64 kB. */
    private static final int MAX_TOKEN = 65_536;

    @Override
    public Optional<Socket> receive(Session session) throws IOException {
        Exchange plain = Exchange.start(session.client());
        Backend backend = session.connectBackend(server.address());
        byte[] greeting = Packet.read(backend).payload();
        if (ServerPackets.isError(greeting)) {
            plain.closeAfter(greeting);
            return Optional.empty();
        }
        var visit = new Visit(session, backend, Greeting.parse(greeting));
        plain.say(visit.greeting().throughGateway());
        if (!requestsTls(plain, visit)) {
            return Optional.empty();
        }
        Exchange encrypted = plain.over(session.encrypt(tls.get()));
        byte[] outcome = outcome(encrypted, visit);
        if (ServerPackets.isError(outcome)) {
            encrypted.closeAfter(outcome);
            return Optional.empty();
        }
        encrypted.say(outcome);
        return Optional.of(encrypted.client());
    }

    /** Whether the client requests TLS; refuses it if not. */
    private boolean requestsTls(Exchange plain, Visit visit) throws IOException {
        try {
            byte[] request = plain.read(MAX_HELLO);
            if (ClientHello.requestsTls(request)) {
                return true;
            }
            plain.closeAfter(refuseUnencrypted(ClientHello.parse(request), visit));
        } catch (ProtocolViolation e) {
            plain.closeAfter(ServerPackets.badHandshake());
        }
        return false;
    }

    private byte[] refuseUnencrypted(ClientHello hello, Visit visit) throws IOException {
        visit.session().refused(Refusal.NOT_ENCRYPTED, hello.user());
        if (address.isProxy()) {
            return ServerPackets.proxyRequiresTls();
        }
        return server.users().isIamUser(hello.user())
                ? ServerPackets.accessDenied(hello.user(), visit.host(), hello.authentication().length > 0)
                : ServerPackets.insecureTransport();
    }

    /** Returns the last packet of the login for the client, which is the database's own if the login reaches it. */
    private byte[] outcome(Exchange client, Visit visit) throws IOException {
        try {
            ClientHello hello = ClientHello.parse(client.read(MAX_HELLO));
            if (!Capabilities.has(hello.capabilities(), Capabilities.PLUGIN_AUTH)) {
                return ServerPackets.tooOldClient();
            }
            boolean known = server.users().isIamUser(hello.user());
            boolean iamUser = known && (address.iamAuthentication() || !address.isProxy());
            if (!iamUser) {
                // Noted before the prompt, at which a client may close the connection.
                visit.session()
                        .refused(known ? Refusal.IAM_AUTHENTICATION_DISABLED : Refusal.NOT_AN_IAM_USER, hello.user());
            }
            String proof = proof(client, hello, iamUser, visit.greeting());
            Optional<Refusal> refusal = iamUser ? tokens.refusal(proof, hello.user(), address) : Optional.empty();
            refusal.ifPresent(reason -> visit.session().refused(reason, hello.user()));
            return iamUser && refusal.isEmpty()
                    ? logIn(hello, visit)
                    : ServerPackets.accessDenied(hello.user(), visit.host(), !proof.isEmpty());
        } catch (ProtocolViolation e) {
            return ServerPackets.badHandshake();
        }
    }

    /** Returns the client's proof, and asks for it unless the client sent a token already. */
    private static String proof(Exchange client, ClientHello hello, boolean iamUser, Greeting greeting)
            throws IOException {
        if (iamUser && hello.plugin().equals(ServerPackets.CLEAR_PASSWORD) && hello.authentication().length > 0) {
            return text(hello.authentication());
        }
        client.say(iamUser ? ServerPackets.askInClear() : ServerPackets.askScrambled(greeting));
        return text(client.read(MAX_TOKEN));
    }

    private byte[] logIn(ClientHello hello, Visit visit) throws IOException {
        Greeting greeting = visit.greeting();
        String password = server.users().password(hello.user());
        return new BackendLogin(visit.backend(), password, greeting.salt()).run(hello, greeting.capabilities());
    }

    private static String text(byte[] password) {
        int end = password.length > 0 && password[password.length - 1] == 0 ? password.length - 1 : password.length;
        return new String(password, 0, end, StandardCharsets.UTF_8);
    }

    /** The state of one login. Used by one thread. */
    private record Visit(Session session, Backend backend, Greeting greeting) {
        String host() {
            return session.client().getInetAddress().getHostAddress();
        }
    }
}
