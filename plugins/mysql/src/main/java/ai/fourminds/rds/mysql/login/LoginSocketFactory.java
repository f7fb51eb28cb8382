package ai.fourminds.rds.mysql.login;

import ai.fourminds.rds.plugins.mysql.login.TokenLogin;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.jdbc.NonRegisteringDriver;
import com.mysql.cj.log.Log;
import com.mysql.cj.protocol.ServerSession;
import com.mysql.cj.protocol.SocketConnection;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.WeakHashMap;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Connector/J's {@code socketFactory}; public because Connector/J instantiates it by name. Dials the address of the
 * connection's login, and uses the plugin's verified TLS instead of Connector/J's. Used by the connecting thread.
 */
// The type parameters are Connector/J's, which accepts any socket.
@SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
public final class LoginSocketFactory extends StandardSocketFactory {

    /** The login of the connect that this thread performs. */
    private static final ThreadLocal<TokenLogin> CONNECTING = new ThreadLocal<>();

    /** Logins by their connections' properties; Connector/J passes the same object on when it cancels a statement. */
    private static final Map<PropertySet, TokenLogin> LOGINS = Collections.synchronizedMap(new WeakHashMap<>());

    private @Nullable TokenLogin login;

    /** Called by Connector/J. */
    public LoginSocketFactory() {}

    /** Connects with this login. */
    static @Nullable Connection connect(TokenLogin login, String url, Properties properties) throws SQLException {
        CONNECTING.set(login);
        try {
            return new NonRegisteringDriver().connect(url, properties);
        } finally {
            CONNECTING.remove();
        }
    }

    @Override
    public <T extends Closeable> T connect(String host, int port, PropertySet properties, int loginTimeout)
            throws IOException {
        TokenLogin connecting = CONNECTING.get();
        if (connecting != null) {
            LOGINS.put(properties, connecting);
        }
        TokenLogin current = LOGINS.get(properties);
        if (current == null) {
            throw new SocketException("only Fourminds RDS connects through this class");
        }
        Socket socket = current.dial();
        configureSocket(socket, properties);
        login = current;
        rawSocket = socket;
        sslSocket = socket;
        return (T) socket;
    }

    @Override
    public <T extends Closeable> T performTlsHandshake(SocketConnection connection, ServerSession session)
            throws IOException {
        return performTlsHandshake(connection, session, null);
    }

    @Override
    public <T extends Closeable> T performTlsHandshake(
            SocketConnection connection, ServerSession session, @Nullable Log log) throws IOException {
        if (login == null) {
            throw new IllegalStateException("TLS goes over the dialled socket only");
        }
        SSLSocket socket = login.secure(rawSocket);
        socket.startHandshake();
        login = null;
        sslSocket = socket;
        return (T) socket;
    }
}
