package ai.fourminds.rds.plugins.mysql.login;

import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.TokenSource;
import ai.fourminds.rds.plugins.common.login.DeadlineSocket;
import ai.fourminds.rds.plugins.common.login.DialSocketFactory;
import ai.fourminds.rds.plugins.common.login.LoginDeadline;
import ai.fourminds.rds.plugins.common.login.VerifiedTls;
import ai.fourminds.rds.plugins.mysql.copy.Wires;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * How the native driver of one connection logs in: when it connects, and again whenever it cancels a statement, which it does
 * over a connection of its own. The driver never has a token: its password is a random stand-in, and the TLS socket, once the
 * certificate is verified, writes a fresh token in its place. So the driver can neither keep a token, nor log it, nor send it
 * anywhere else. Lasts as long as the connection is open. Thread-safe.
 */
public final class TokenLogin {

    /** Native properties that compress, read by cursor, or let others send statements in between. */
    private static final Set<String> NOT_AS_WRITTEN = Set.of("usecompression", "usecursorfetch", "queryinterceptors");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final LoginDeadline deadline;
    private final DialSocketFactory sockets;
    private final VerifiedTls tls;
    private final String standIn;
    private final boolean comesAsWritten;
    /** The connection's own, as far as it is known; further ones cancel its statements. */
    private volatile @Nullable TokenSocket own;

    private volatile @Nullable TokenSource tokens;

    private TokenLogin(ConnectRequest request, @Nullable String localAddress) {
        deadline = LoginDeadline.in(request.connectTimeout());
        sockets = new DialSocketFactory(request.dial(), localAddress, deadline);
        tls = new VerifiedTls(request.tls(), request.endpoint());
        tokens = request.tokens();
        comesAsWritten = request.nativeProperties().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .noneMatch(NOT_AS_WRITTEN::contains);
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        standIn = HexFormat.of().formatHex(random);
    }

    /** What a native driver does with a login. */
    @FunctionalInterface
    public interface Opening {

        /** Connects by this login. */
        Connection connect(TokenLogin login) throws SQLException;
    }

    /**
     * Opens a native connection.
     *
     * @param localAddress the local address to bind to, or null for any
     */
    public static Connection open(ConnectRequest request, @Nullable String localAddress, Opening opening)
            throws SQLException {
        TokenLogin login = new TokenLogin(request, localAddress);
        try {
            return login.wired(opening.connect(login));
        } finally {
            login.deadline.lift();
        }
    }

    /** The stand-in, for drivers that show their password property in the connection's URL. */
    public String password() {
        return standIn;
    }

    /** A socket that is connected to the dialled address and ends with the deadline of its own login. */
    public DeadlineSocket dial() throws IOException {
        return sockets.createSocket();
    }

    private Connection wired(Connection connection) {
        TokenSocket socket = own;
        if (socket != null) {
            Wires.put(connection, socket.plain(), comesAsWritten ? socket.tap() : null);
        }
        return connection;
    }

    /** Verified TLS over a dialled socket, before its handshake. */
    public SSLSocket secure(Socket dialled) throws IOException {
        var plain = (DeadlineSocket) dialled;
        var socket = new TokenSocket(plain, tls.over(plain), this);
        if (!deadline.isLifted()) {
            own = socket;
        }
        return socket;
    }

    /** A token for a login over a socket, in bytes for the caller to erase. */
    byte[] mint(LoginDeadline limit) throws IOException {
        TokenSource source = tokens;
        if (source == null) {
            throw new SocketException("the connection is closed");
        }
        try {
            return source.mint(limit.remaining()).value().getBytes(StandardCharsets.UTF_8);
        } catch (SQLException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    /** An open connection may have further tokens; a closed one may not. */
    void closed(TokenSocket socket) {
        if (socket == own && deadline.isLifted()) {
            tokens = null;
        }
    }
}
