package ai.fourminds.rds.plugins.common.login;

import ai.fourminds.rds.plugin.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes sockets that are connected to the dialled address already, whatever host the native driver believes it talks to;
 * reads end at the login's deadline until it is lifted. Sockets after that, for cancel requests, have as long each and go where
 * the first one went: the name may lead to another server by then. Holds no secret, so a driver may keep it. Thread-safe.
 */
public final class DialSocketFactory extends SocketFactory {

    private static final int IDLE_SECONDS = 60;

    private final Endpoint dial;
    private final @Nullable String localAddress;
    private final LoginDeadline deadline;
    private volatile @Nullable InetAddress reached;

    /**
     * A factory for one address.
     *
     * @param localAddress the local address to bind to, or null for any
     */
    public DialSocketFactory(Endpoint dial, @Nullable String localAddress, LoginDeadline deadline) {
        this.dial = dial;
        this.localAddress = localAddress;
        this.deadline = deadline;
    }

    @Override
    public DeadlineSocket createSocket() throws IOException {
        LoginDeadline limit = deadline.orAnew();
        DeadlineSocket socket = new DeadlineSocket(limit, limit == deadline);
        try {
            if (localAddress != null) {
                socket.bind(new InetSocketAddress(InetAddress.getByName(localAddress), 0));
            }
            InetAddress again = limit == deadline ? null : reached;
            var address = again == null
                    ? new InetSocketAddress(dial.host(), dial.port())
                    : new InetSocketAddress(again, dial.port());
            socket.connect(address, limit.remainingMillis());
            keepAlive(socket);
            reached = socket.getInetAddress();
            return socket;
        } catch (SocketTimeoutException late) {
            socket.close();
            if (reached == null) {
                throw late;
            }
            // A driver dials again after a server that accepted the connection and kept silent; the silence is the
            // failure.
            SocketTimeoutException silent = new SocketTimeoutException(dial + " accepted and did not answer");
            silent.addSuppressed(late);
            throw silent;
        } catch (IOException | RuntimeException failure) {
            socket.close();
            throw failure;
        }
    }

    /**
     * AWS's NAT gateways and load balancers forget a connection that is silent for 350 s, and systems by themselves probe after
     * two hours.
     */
    private static void keepAlive(Socket socket) throws IOException {
        socket.setKeepAlive(true);
        for (SocketOption<?> option : socket.supportedOptions()) {
            // By name: the module jdk.net, which has the constants, is missing from many runtimes.
            if (option.name().equals("TCP_KEEPIDLE") || option.name().equals("TCP_KEEPINTERVAL")) {
                set(socket, option);
            }
        }
    }

    @SuppressWarnings("unchecked") // both are of seconds
    private static void set(Socket socket, SocketOption<?> option) throws IOException {
        socket.setOption((SocketOption<Integer>) option, IDLE_SECONDS);
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

    private SocketException elsewhere() {
        return new SocketException("only " + dial + " is dialled");
    }
}
