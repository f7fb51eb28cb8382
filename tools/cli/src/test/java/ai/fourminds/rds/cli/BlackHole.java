package ai.fourminds.rds.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port of loopback whose queue is full, so that what is sent there is dropped as by a firewall. Used by one thread. */
final class BlackHole implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 100;

    private final ServerSocket listener;
    private final List<Socket> queue = new ArrayList<>();

    BlackHole() {
        try {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            while (fills()) {
                continue;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean fills() throws IOException {
        Socket socket = new Socket();
        queue.add(socket);
        try {
            socket.connect(new InetSocketAddress(listener.getInetAddress(), port()), PATIENCE_MILLIS);
            return true;
        } catch (SocketTimeoutException full) {
            return false;
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : queue) {
            socket.close();
        }
    }
}
