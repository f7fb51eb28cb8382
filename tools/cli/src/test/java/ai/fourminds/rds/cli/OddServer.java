package ai.fourminds.rds.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server on loopback that does to every client what a test says; on closing, all of its sockets close. Thread-safe. */
final class OddServer implements AutoCloseable {

    /** What is done to one client; an IOException is how clients leave. */
    @FunctionalInterface
    interface Habit {
        void serve(Socket client) throws IOException;
    }

    private final ServerSocket listener;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    private OddServer(Habit habit) {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(() -> {
            while (!listener.isClosed()) {
                Socket client = listener.accept();
                clients.add(client);
                start(() -> {
                    try (client) {
                        habit.serve(client);
                    }
                });
            }
        });
    }

    static OddServer start(Habit habit) {
        return new OddServer(habit);
    }

    /** Accepts, hears, and never speaks. */
    static OddServer silent() {
        return new OddServer(OddServer::hear);
    }

    /** Says the same bytes to everybody. */
    static OddServer saying(String words) {
        return new OddServer(client -> {
            client.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
            hear(client);
        });
    }

    /** Hears a request of some bytes before it gives its answer, and hangs up. */
    static OddServer answering(String answer) {
        return new OddServer(client -> {
            client.getInputStream().read(new byte[16_384]);
            client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        });
    }

    /** Speaks an engine's protocol up to TLS, and shows this certificate. */
    static OddServer showing(boolean mysql, SSLContext certificate) {
        return new OddServer(client -> {
            untilTls(client, mysql);
            SSLSocket secure = (SSLSocket) certificate.getSocketFactory().createSocket(client, null, true);
            secure.setUseClientMode(false);
            secure.startHandshake();
            hear(secure);
        });
    }

    /** Speaks an engine's protocol up to TLS, and resets the connection when the handshake begins. */
    static OddServer resettingTheHandshake(boolean mysql) {
        return new OddServer(client -> {
            untilTls(client, mysql);
            client.getInputStream().read();
            client.setSoLinger(true, 0);
        });
    }

    /** Speaks an engine's protocol, but has no TLS. */
    static OddServer withoutTls(boolean mysql) {
        return new OddServer(client -> {
            client.getOutputStream().write(mysql ? mysqlGreeting(false) : new byte[0]);
            client.getInputStream().read(new byte[8]);
            client.getOutputStream().write(mysql ? new byte[0] : new byte[] {'N'});
            hear(client);
        });
    }

    int port() {
        return listener.getLocalPort();
    }

    private static void untilTls(Socket client, boolean mysql) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(mysql ? mysqlGreeting(true) : new byte[0]);
        client.getInputStream().readNBytes(mysql ? 36 : 8);
        out.write(mysql ? new byte[0] : new byte[] {'S'});
    }

    private static byte[] mysqlGreeting(boolean tls) {
        ByteArrayOutputStream greeting = new ByteArrayOutputStream();
        greeting.writeBytes(new byte[4]);
        greeting.write(10);
        greeting.writeBytes("8.0.31\0".getBytes(StandardCharsets.US_ASCII));
        greeting.writeBytes(new byte[] {7, 0, 0, 0});
        greeting.writeBytes("abcdefgh\0".getBytes(StandardCharsets.US_ASCII));
        greeting.writeBytes(new byte[] {(byte) 0xFF, (byte) (tls ? 0xFF : 0xF7), 45, 2, 0, 0x3F, 0, 21});
        greeting.writeBytes(new byte[10]);
        greeting.writeBytes("ijklmnopqrst\0mysql_native_password\0".getBytes(StandardCharsets.US_ASCII));
        byte[] packet = greeting.toByteArray();
        packet[0] = (byte) (packet.length - 4);
        return packet;
    }

    private static void hear(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        in.transferTo(OutputStream.nullOutputStream());
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
                        // A client has left, or the test is over.
                        return;
                    }
                },
                "odd-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
