package ai.fourminds.rds.postgresql.login;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLSocketFactory;

/**
 * pgjdbc's {@code sslfactory}; public because pgjdbc instantiates it by name. Puts verified TLS over the dialled
 * socket. Used by the connecting thread.
 */
public final class LoginSslSocketFactory extends SSLSocketFactory {

    private final Login login = Login.underWay();

    /** Called by pgjdbc during a connect. */
    public LoginSslSocketFactory() {}

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        return login.secure(plain);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return new String[0];
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return new String[0];
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw layeredOnly();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw layeredOnly();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw layeredOnly();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw layeredOnly();
    }

    private static SocketException layeredOnly() {
        return new SocketException("TLS goes over the dialled socket only");
    }
}
