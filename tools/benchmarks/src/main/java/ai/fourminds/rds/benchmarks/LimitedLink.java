package ai.fourminds.rds.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/**
 * A TCP relay on loopback that lets so many bytes a second through to the client on each connection, as links between clouds and
 * VPNs do. Ends with the process.
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

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(host, port);
            start(() -> relay(server, client, bytesPerSecond));
            start(() -> relay(client, server, Double.POSITIVE_INFINITY));
        }
    }

    private static void relay(Socket from, Socket to, double bytesPerSecond) throws IOException, InterruptedException {
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
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            }
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException closed) {
                // One side is gone; the other hears of it by its own socket.
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
