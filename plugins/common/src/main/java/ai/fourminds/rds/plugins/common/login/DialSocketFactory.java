package ai.fourminds.rds.plugins.common.login;

import ai.fourminds.rds.plugin.ConnectRequest;
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
 * Makes sockets that are already connected to the dialled address, whatever host the native driver connects to; reads
 * end at the login's deadline until it is lifted. Later sockets, for cancel requests, get a new deadline of the same
 * length and go to the first socket's address: the name may lead to another server by then. Holds no secret, so a
 * driver may keep it. Thread-safe.
 */
public class DialSocketFactory extends SocketFactory {

    private static final int IDLE_SECONDS = 60;

    private final Endpoint dial;
    private final @Nullable String localAddress;
    private final LoginDeadline deadline;
    private volatile @Nullable InetAddress reached;

    /** Creates a factory for a connection. */
    public DialSocketFactory(ConnectRequest request, LoginDeadline deadline) {
        this(request.dial(), NativeRequest.localAddress(request), deadline);
    }

    /**
     * Creates a factory for one address.
     *
     * @param localAddress the local address to bind to, or null for any
     */
    DialSocketFactory(Endpoint dial, @Nullable String localAddress, LoginDeadline deadline) {
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
            // A driver dials again after a server that accepted the connection and sent nothing; that silence is the
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
     * Enables TCP keep-alive. AWS's NAT gateways and load balancers drop connections that are idle for 350 s, and
     * operating systems probe only after two hours.
     */
    private static void keepAlive(Socket socket) throws IOException {
        socket.setKeepAlive(true);
        for (SocketOption<?> option : socket.supportedOptions()) {
            // By name: many runtimes lack the module jdk.net, which has the constants.
            if (option.name().equals("TCP_KEEPIDLE") || option.name().equals("TCP_KEEPINTERVAL")) {
                set(socket, option);
            }
        }
    }

    @SuppressWarnings("unchecked") // both options are seconds
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
