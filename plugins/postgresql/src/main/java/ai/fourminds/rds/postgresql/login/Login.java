package ai.fourminds.rds.postgresql.login;

import ai.fourminds.rds.plugin.AuthToken;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugins.common.login.LoginDeadline;
import ai.fourminds.rds.plugins.common.login.VerifiedTls;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Objects;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The state of one login for the classes that pgjdbc instantiates by name. Used by the connecting thread. */
final class Login {

    /** The login of the connect that this thread performs. */
    static final ThreadLocal<Login> UNDER_WAY = new ThreadLocal<>();

    private final ConnectRequest request;
    private final LoginDeadline deadline;
    private @Nullable SSLSocket tls;
    private int tokenLength;

    Login(ConnectRequest request, LoginDeadline deadline) {
        this.request = request;
        this.deadline = deadline;
    }

    static Login underWay() {
        return Objects.requireNonNull(UNDER_WAY.get(), "no login is under way in this thread");
    }

    ConnectRequest request() {
        return request;
    }

    LoginDeadline deadline() {
        return deadline;
    }

    SSLSocket secure(Socket plain) throws IOException {
        SSLSocket socket = new VerifiedTls(request.tls(), request.endpoint()).over(plain);
        tls = socket;
        return socket;
    }

    /** Mints the token. Refuses before a successful handshake, which requires a verified certificate. */
    AuthToken token() throws SQLException, SocketTimeoutException {
        if (tls == null || !tls.getSession().isValid()) {
            throw new IllegalStateException("the server's certificate has not been verified");
        }
        AuthToken token = request.tokens().mint(deadline.remaining());
        tokenLength = token.value().length();
        return token;
    }

    /** Returns the length of the token sent; zero if none was. */
    int tokenLength() {
        return tokenLength;
    }
}
