package ai.fourminds.rds.benchmarks.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP relay on loopback that limits the bytes per second to the client on each connection, as links between clouds
 * and VPNs do. Ends with the process.
 */
final class LimitedLink {

    private static final int BUFFER = 64 * 1024;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String host;
    private final int port;
    private final double bytesPerSecond;

    LimitedLink(String host, int port, double bytesPerSecond) throws IOException {
        this.host = host;
        this.port = port;
        this.bytesPerSecond = bytesPerSecond;
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(host, port);
                // Without this, the end of each answer waits for the client's delayed acknowledgement, which no real
                // link does.
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                start(() -> relay(server, client, bytesPerSecond));
                start(() -> relay(client, server, Double.POSITIVE_INFINITY));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void relay(Socket from, Socket to, double bytesPerSecond) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            long due = System.nanoTime();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                due = Math.max(due, System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(10))
                        + (long) (read / bytesPerSecond * 1e9);
                LockSupport.parkNanos(due - System.nanoTime());
            }
        } catch (IOException ended) {
            // One side closed its socket. Both are closed here, so that the other side ends, too.
            return;
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }
}
