package ai.fourminds.rds.plugins.mysql;

import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugins.common.DialSocketFactory;
import ai.fourminds.rds.plugins.common.LoginDeadline;
import ai.fourminds.rds.plugins.common.VerifiedTls;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One login under way. The native driver never has the token: its password is a random stand-in of the same length, and the
 * TLS socket, once the certificate is verified, writes the token in its place. So the driver can neither keep the token, nor
 * log it, nor send it anywhere else. Used by the connecting thread, which is also how the classes that drivers instantiate by
 * name find it.
 */
public final class TokenLogin {

    private static final ThreadLocal<TokenLogin> UNDER_WAY = new ThreadLocal<>();
    /** Native properties that compress, read by cursor, or let others send statements in between. */
    private static final Set<String> NOT_AS_WRITTEN = Set.of("usecompression", "usecursorfetch", "queryinterceptors");

    private static final Random RANDOM = new SecureRandom();

    private final ConnectRequest request;
    private final LoginDeadline deadline;
    private final @Nullable String localAddress;
    private final byte[] standIn;
    private final byte[] token;
    private @Nullable Socket dialled;
    private @Nullable RowTap tap;

    private TokenLogin(ConnectRequest request, @Nullable String localAddress) {
        this.request = request;
        this.localAddress = localAddress;
        deadline = LoginDeadline.in(request.connectTimeout());
        token = request.token().value().getBytes(StandardCharsets.UTF_8);
        standIn = new byte[token.length];
        for (int i = 0; i < standIn.length; i++) {
            standIn[i] = (byte) ('a' + RANDOM.nextInt(26));
        }
    }

    /** What a native driver does with the stand-in. */
    @FunctionalInterface
    public interface Opening {

        /** Connects with this password. */
        Connection connect(String password) throws SQLException;
    }

    /**
     * Opens a native connection; the token is forgotten when this returns, whatever came of it.
     *
     * @param localAddress the local address to bind to, or null for any
     */
    public static Connection open(ConnectRequest request, @Nullable String localAddress, Opening opening)
            throws SQLException {
        TokenLogin login = new TokenLogin(request, localAddress);
        UNDER_WAY.set(login);
        try {
            return login.wired(opening.connect(login.password()));
        } finally {
            UNDER_WAY.remove();
            login.deadline.lift();
            login.forget();
        }
    }

    /**
     * The login of this thread.
     *
     * @throws SocketException outside of one, as when a native driver dials again later, for which there is no token
     */
    public static TokenLogin current() throws SocketException {
        TokenLogin login = UNDER_WAY.get();
        if (login == null) {
            throw new SocketException(
                    "no further connection can be opened behind this one, since its IAM token is gone; "
                            + "open one of your own, which can also KILL QUERY");
        }
        return login;
    }

    /** The stand-in, for drivers that show their password property in the connection's URL. */
    public String password() {
        return new String(standIn, StandardCharsets.US_ASCII);
    }

    /** A socket that is connected to the dialled address and ends with the login's deadline. */
    public Socket dial() throws IOException {
        Socket socket = new DialSocketFactory(request.dial(), localAddress, deadline).createSocket();
        dialled = socket;
        return socket;
    }

    private Connection wired(Connection connection) {
        if (dialled != null) {
            Wires.put(connection, dialled, comesAsWritten() ? tap : null);
        }
        return connection;
    }

    /** Verified TLS over a dialled socket, before its handshake. */
    public SSLSocket secure(Socket plain) throws IOException {
        var socket =
                new TokenSocket(plain, new VerifiedTls(request.tls(), request.endpoint()).over(plain), standIn, token);
        tap = socket.tap();
        return socket;
    }

    private boolean comesAsWritten() {
        return request.nativeProperties().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .noneMatch(NOT_AS_WRITTEN::contains);
    }

    private void forget() {
        Arrays.fill(token, (byte) 0);
        Arrays.fill(standIn, (byte) 0);
    }
}
