package ai.fourminds.rds.plugins.mysql;

import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugins.common.DialSocketFactory;
import ai.fourminds.rds.plugins.common.LoginDeadline;
import ai.fourminds.rds.plugins.common.VerifiedTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.WeakHashMap;
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
    private static final Map<Connection, WeakReference<Socket>> WIRES = new WeakHashMap<>();
    private static final Random RANDOM = new SecureRandom();

    private final ConnectRequest request;
    private final LoginDeadline deadline;
    private final @Nullable String localAddress;
    private final byte[] standIn;
    private final byte[] token;
    private WeakReference<Socket> wire = new WeakReference<>(null);

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
        wire = new WeakReference<>(socket);
        return socket;
    }

    /**
     * Ends the network connection under a connection of {@link #open}. A native driver's own {@code abort} may wait for the
     * lock of the very read that it is to end.
     */
    static void cut(Connection connection) {
        WeakReference<Socket> wire;
        synchronized (WIRES) {
            wire = WIRES.get(connection);
        }
        Socket socket = wire == null ? null : wire.get();
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Connection wired(Connection connection) {
        synchronized (WIRES) {
            WIRES.put(connection, wire);
        }
        return connection;
    }

    /** Verified TLS over a dialled socket, before its handshake. */
    public SSLSocket secure(Socket plain) throws IOException {
        return new TokenSocket(plain, new VerifiedTls(request.tls(), request.endpoint()).over(plain), standIn, token);
    }

    private void forget() {
        Arrays.fill(token, (byte) 0);
        Arrays.fill(standIn, (byte) 0);
    }
}
