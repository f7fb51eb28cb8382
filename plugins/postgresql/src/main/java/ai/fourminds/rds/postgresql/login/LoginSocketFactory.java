package ai.fourminds.rds.postgresql.login;

import ai.fourminds.rds.plugins.common.login.DialSocketFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Properties;
import javax.net.SocketFactory;

/**
 * pgjdbc's {@code socketFactory}; public because pgjdbc instantiates it by name. A connection keeps it and dials its
 * cancel requests through it, to the same address. Thread-safe.
 */
public final class LoginSocketFactory extends SocketFactory {

    private final DialSocketFactory dialled;

    /** Called by pgjdbc with its connection properties, during a connect. */
    public LoginSocketFactory(Properties properties) {
        dialled = Login.of(properties).sockets();
    }

    @Override
    public Socket createSocket() throws IOException {
        return dialled.createSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return dialled.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return dialled.createSocket(host, port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return dialled.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return dialled.createSocket(address, port, localAddress, localPort);
    }
}
