package ai.fourminds.rds.mariadb.login;

import ai.fourminds.rds.plugins.mysql.login.TokenLogin;
import java.io.IOException;
import java.net.Socket;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;
import org.mariadb.jdbc.export.ExceptionFactory;
import org.mariadb.jdbc.plugin.TlsSocketPlugin;

/**
 * MariaDB Connector/J's {@code tlsSocketType}; public because {@link java.util.ServiceLoader} instantiates it. Puts the
 * plugin's verified TLS over the dialled socket and ignores the driver's trust managers. The driver creates one for
 * each login, and asks for the trust managers first. Used by the connecting thread.
 */
public final class LoginTls implements TlsSocketPlugin {

    static final String TYPE = "fourminds-rds";

    private @Nullable TokenLogin login;

    /** For {@link java.util.ServiceLoader}. */
    public LoginTls() {}

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public TrustManager[] getTrustManager(Configuration conf, ExceptionFactory exceptions, HostAddress address) {
        login = ClearCredential.login(conf);
        return new TrustManager[0];
    }

    @Override
    public KeyManager[] getKeyManager(Configuration conf, ExceptionFactory exceptions) {
        return new KeyManager[0];
    }

    @Override
    public SSLSocket createSocket(Socket plain, SSLSocketFactory unused, @Nullable String host) throws IOException {
        return Objects.requireNonNull(login, "getTrustManager").secure(plain);
    }
}
