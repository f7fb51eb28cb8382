package ai.fourminds.rds.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A way to a port of loopback on which what comes back from there suffers as a test says. Thread-safe. */
final class ToxicProxy implements AutoCloseable {
    private static final int CHUNK = 16 * 1024;

    /** What happens to the bytes of one connection on their way back. Immutable. */
    record Toxic(int slice, long pauseNanos, long limit, boolean reset) {
        private static final long ENDLESS = Long.MAX_VALUE;

        /** Nothing. */
        static final Toxic NONE = new Toxic(CHUNK, 0, ENDLESS, false);

        /** Each piece comes this much later. */
        static Toxic latency(int millis) {
            return new Toxic(CHUNK, millis * 1_000_000L, ENDLESS, false);
        }

        /** One byte at a time. */
        static Toxic slices() {
            return new Toxic(1, 0, ENDLESS, false);
        }

        /** So many bytes in so many milliseconds. */
        static Toxic bandwidth(int bytes, int millis) {
            return new Toxic(bytes, millis * 1_000_000L, ENDLESS, false);
        }

        /** A reset after so many bytes. */
        static Toxic resetAfter(long bytes) {
            return new Toxic(CHUNK, 0, bytes, true);
        }

        /** Silence after so many bytes, while the connection stays open. */
        static Toxic silenceAfter(long bytes) {
            return new Toxic(CHUNK, 0, bytes, false);
        }
    }

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch limited = new CountDownLatch(1);
    private volatile Toxic toxic;

    ToxicProxy(int target, Toxic toxic) {
        this.target = target;
        this.toxic = toxic;
        try {
            listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Waits until some connection has carried as much as it may. */
    void awaitLimit() throws InterruptedException {
        limited.await();
    }

    /** From now on, for open connections too. */
    ToxicProxy with(Toxic other) {
        toxic = other;
        return this;
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            sockets.add(client);
            sockets.add(server);
            start(() -> forth(client, server));
            start(() -> back(server, client));
        }
    }

    private static void forth(Socket client, Socket server) throws IOException {
        try (client;
                server) {
            client.getInputStream().transferTo(server.getOutputStream());
        }
    }

    private void back(Socket server, Socket client) throws IOException {
        byte[] buffer = new byte[CHUNK];
        long carried = 0;
        try (server;
                client) {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int read = in.read(buffer, 0, toxic.slice()); read >= 0; read = in.read(buffer, 0, toxic.slice())) {
                Toxic now = toxic;
                int allowed = (int) Math.max(0, Math.min(read, now.limit() - carried));
                LockSupport.parkNanos(now.pauseNanos());
                out.write(buffer, 0, allowed);
                carried += allowed;
                if (allowed < read) {
                    limited.countDown();
                    if (now.reset()) {
                        client.setSoLinger(true, 0);
                        return;
                    }
                }
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One side has gone, and the other is closed with it.
                        return;
                    }
                },
                "toxic-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
