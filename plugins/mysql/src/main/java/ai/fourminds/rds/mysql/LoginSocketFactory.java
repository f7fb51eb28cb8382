package ai.fourminds.rds.mysql;

import ai.fourminds.rds.plugins.mysql.TokenLogin;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.log.Log;
import com.mysql.cj.protocol.ServerSession;
import com.mysql.cj.protocol.SocketConnection;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Connector/J's {@code socketFactory}; public because Connector/J instantiates it by name. Dials the address of the login under
 * way, and puts our verified TLS where Connector/J would put its own. Used by the connecting thread.
 */
// The type parameters are Connector/J's, which asks for whatever socket there is.
@SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
public final class LoginSocketFactory extends StandardSocketFactory {

    private @Nullable TokenLogin login;

    /** For Connector/J. */
    public LoginSocketFactory() {}

    @Override
    public <T extends Closeable> T connect(String host, int port, PropertySet properties, int loginTimeout)
            throws IOException {
        TokenLogin current = TokenLogin.current();
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
