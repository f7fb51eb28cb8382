package ai.fourminds.rds.contract;

import ai.fourminds.rds.plugin.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server of MySQL's protocol on loopback that serves one client as a test tells it to, and remembers what it could read. */
final class ScriptedServer implements AutoCloseable {

    private static final int SSL = 0x0800;

    /** What the server does with its client; an IOException is how clients leave. */
    @FunctionalInterface
    interface Script {
        void serve(ScriptedServer server, Socket client) throws IOException;
    }

    private final ServerSocket listener;
    private final CompletableFuture<Void> done;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    private ScriptedServer(Script script) throws IOException {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        done = CompletableFuture.runAsync(() -> serve(script), task -> {
            Thread thread = new Thread(task, "scripted-server");
            thread.setDaemon(true);
            thread.start();
        });
    }

    static ScriptedServer start(Script script) throws IOException {
        return new ScriptedServer(script);
    }

    Endpoint address() {
        return new Endpoint("127.0.0.1", listener.getLocalPort());
    }

    /** Everything read from the client, once the script has ended. */
    String heard() throws InterruptedException, ExecutionException {
        done.get();
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    /** The first packet of a server that has TLS or has none. */
    void greet(Socket client, boolean tls) throws IOException {
        int low = tls ? 0xF7FF | SSL : 0xF7FF;
        int high = 0x003F;
        ByteArrayOutputStream greeting = new ByteArrayOutputStream();
        greeting.write(10);
        greeting.writeBytes("8.0.31\0".getBytes(StandardCharsets.US_ASCII));
        greeting.writeBytes(new byte[] {7, 0, 0, 0});
        greeting.writeBytes("abcdefgh\0".getBytes(StandardCharsets.US_ASCII));
        greeting.writeBytes(new byte[] {(byte) low, (byte) (low >> 8), 45, 2, 0, (byte) high, 0, 21});
        greeting.writeBytes(new byte[10]);
        greeting.writeBytes("ijklmnopqrst\0mysql_native_password\0".getBytes(StandardCharsets.US_ASCII));
        say(client, 0, greeting.toByteArray());
    }

    /** Hears the request for TLS and shakes hands. */
    SSLSocket tls(Socket client, SSLContext context) throws IOException {
        hear(client.getInputStream(), 36);
        SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(client, null, true);
        secure.setUseClientMode(false);
        secure.startHandshake();
        return secure;
    }

    /** Reads the login, and asks for the password in another way. */
    void askOtherwise(Socket client, String method) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        int length = in.readUnsignedByte() | (in.readUnsignedByte() << 8) | (in.readUnsignedByte() << 16);
        int sequence = in.readUnsignedByte();
        in.readNBytes(length);
        say(
                client,
                sequence + 1,
                ("\u00fe" + method + "\0abcdefghijklmnopqrst\0").getBytes(StandardCharsets.ISO_8859_1));
        hear(in, Integer.MAX_VALUE);
    }

    private static void say(Socket client, int sequence, byte[] payload) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(new byte[] {(byte) payload.length, (byte) (payload.length >> 8), 0, (byte) sequence});
        out.write(payload);
        out.flush();
    }

    void hear(InputStream in, int length) throws IOException {
        byte[] buffer = new byte[4096];
        int left = length;
        int n = in.read(buffer, 0, Math.min(left, buffer.length));
        while (n > 0) {
            heard.write(buffer, 0, n);
            left -= n;
            n = left == 0 ? 0 : in.read(buffer, 0, Math.min(left, buffer.length));
        }
    }

    private void serve(Script script) {
        try (Socket client = listener.accept()) {
            script.serve(this, client);
        } catch (IOException e) {
            heard.writeBytes(("[" + e.getClass().getSimpleName() + "]").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
