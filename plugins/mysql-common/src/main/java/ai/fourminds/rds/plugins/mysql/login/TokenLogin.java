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
 * The logins of one connection's native driver: at its connect, and again whenever it cancels a statement over a
 * separate connection. The driver never has a token: its password is a random stand-in, and the TLS socket, once the
 * certificate is verified, writes a fresh token in its place. So the driver can neither keep a token, nor log it, nor
 * send it anywhere else. Lives as long as the connection is open. Thread-safe.
 */
public final class TokenLogin {

    /** Native properties that compress, read by cursor, or allow interceptors to send statements in between. */
    private static final Set<String> NOT_AS_WRITTEN = Set.of("usecompression", "usecursorfetch", "queryinterceptors");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final LoginDeadline deadline;
    private final DialSocketFactory sockets;
    private final VerifiedTls tls;
    private final String standIn;
    private final boolean comesAsWritten;
    /** The connection's own socket, once known; further ones cancel its statements. */
    private volatile @Nullable TokenSocket own;

    private volatile @Nullable TokenSource tokens;

    private TokenLogin(ConnectRequest request) {
        deadline = LoginDeadline.in(request.connectTimeout());
        sockets = new DialSocketFactory(request, deadline);
        tls = new VerifiedTls(request.tls(), request.endpoint());
        tokens = request.tokens();
        comesAsWritten = request.nativeProperties().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .noneMatch(NOT_AS_WRITTEN::contains);
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        standIn = HexFormat.of().formatHex(random);
    }

    /** Opens a native connection. */
    @FunctionalInterface
    public interface Opening {

        /** Connects with this login. */
        Connection connect(TokenLogin login) throws SQLException;
    }

    /** Opens a native connection. */
    public static Connection open(ConnectRequest request, Opening opening) throws SQLException {
        TokenLogin login = new TokenLogin(request);
        try {
            return login.wired(opening.connect(login));
        } finally {
            login.deadline.lift();
        }
    }

    /** Returns the stand-in, for drivers that show their password property in the connection's URL. */
    public String password() {
        return standIn;
    }

    /** Opens a socket to the dialled address, limited by its own login's deadline. */
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

    /** Puts verified TLS over a dialled socket, before its handshake. */
    public SSLSocket secure(Socket dialled) throws IOException {
        var plain = (DeadlineSocket) dialled;
        var socket = new TokenSocket(plain, tls.over(plain), this);
        if (!deadline.isLifted()) {
            own = socket;
        }
        return socket;
    }

    /** Mints a token for a login over a socket, as bytes that the caller erases. */
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

    /** Called when a socket is closed: an open connection may get further tokens, a closed one may not. */
    void closed(TokenSocket socket) {
        if (socket == own && deadline.isLifted()) {
            tokens = null;
        }
    }
}
