package ai.fourminds.rds.contract.family;

import ai.fourminds.rds.plugin.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server on loopback that serves one client with a test's script, and records what it reads. Thread-safe. */
public final class ScriptedServer implements AutoCloseable {

    /** Serves a client; an IOException means that the client has left. */
    @FunctionalInterface
    public interface Script {
        /** Called once. */
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

    /** Starts a server that waits for its client. */
    public static ScriptedServer start(Script script) throws IOException {
        return new ScriptedServer(script);
    }

    /** Returns the address to dial. */
    public Endpoint address() {
        return new Endpoint("127.0.0.1", listener.getLocalPort());
    }

    /** Returns everything read from the client, once the script has ended. */
    public String heard() throws InterruptedException, ExecutionException {
        done.get();
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    /** Performs the TLS handshake as a server with this context's certificate. */
    public SSLSocket secure(Socket client, SSLContext context) throws IOException {
        SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(client, null, true);
        secure.setUseClientMode(false);
        secure.startHandshake();
        return secure;
    }

    /** Reads this many bytes, or up to the end, and records them. */
    public void hear(InputStream in, int length) throws IOException {
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
