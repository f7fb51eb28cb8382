package ai.fourminds.rds.mariadb.login;

import ai.fourminds.rds.plugins.mysql.login.TokenLogin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.util.ConfigurableSocketFactory;

/**
 * MariaDB Connector/J's {@code socketFactory}; public because that driver instantiates it by name. Dials the address of
 * the configuration's login. Used by the connecting thread.
 */
public final class LoginSocketFactory extends ConfigurableSocketFactory {

    private @Nullable TokenLogin login;

    /** Called by MariaDB Connector/J. */
    public LoginSocketFactory() {}

    @Override
    public void setConfiguration(Configuration configuration, String host) {
        login = ClearCredential.login(configuration);
    }

    @Override
    public Socket createSocket() throws IOException {
        return Objects.requireNonNull(login, "setConfiguration").dial();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw elsewhere();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw elsewhere();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw elsewhere();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw elsewhere();
    }

    private static SocketException elsewhere() {
        return new SocketException("only the address of the login is dialled");
    }
}
