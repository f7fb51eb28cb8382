package ai.fourminds.rds.postgresql;

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

/** A server on loopback that serves one client as a test tells it to, and remembers all that it could read. */
final class ScriptedServer implements AutoCloseable {

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

    /** Everything read from the client in clear, once the script has ended. */
    String heard() throws InterruptedException, ExecutionException {
        done.get();
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads what pgjdbc sends when it asks for TLS. */
    void readTlsRequest(Socket client) throws IOException {
        hear(client.getInputStream(), 8);
    }

    /** Agrees to TLS and shakes hands. */
    SSLSocket tls(Socket client, SSLContext context) throws IOException {
        readTlsRequest(client);
        client.getOutputStream().write('S');
        SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(client, null, true);
        secure.setUseClientMode(false);
        secure.startHandshake();
        return secure;
    }

    /** Reads a start-up packet, asks for authentication with this message body, and hears the client out. */
    void ask(Socket client, byte... request) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        hear(in, in.readInt() - 4);
        OutputStream out = client.getOutputStream();
        out.write('R');
        out.write(new byte[] {0, 0, 0, (byte) (4 + request.length)});
        out.write(request);
        out.flush();
        hear(in, Integer.MAX_VALUE);
    }

    void hear(InputStream in, int length) throws IOException {
        byte[] buffer = new byte[4096];
        for (int left = length; left > 0; ) {
            int n = in.read(buffer, 0, Math.min(left, buffer.length));
            if (n < 0) {
                return;
            }
            heard.write(buffer, 0, n);
            left -= n;
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
