package ai.fourminds.rds.local.server.gateway;

import ai.fourminds.rds.local.iam.token.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A client's connection, from its first byte to its last. Runs in one thread; {@link #abort} may be called by any. */
public final class Session {
    private static final Duration FAREWELL_LIMIT = Duration.ofSeconds(3);

    private final Socket client;
    private final ScheduledExecutorService deadlines;
    private final Duration loginLimit;
    private final BiConsumer<Refusal, String> refusals;
    private volatile @Nullable Backend backend;
    private volatile @Nullable Future<?> closeAfter;
    private volatile boolean ended;

    Session(
            Socket client,
            ScheduledExecutorService deadlines,
            Duration loginLimit,
            BiConsumer<Refusal, String> refusals) {
        this.client = client;
        this.deadlines = deadlines;
        this.loginLimit = loginLimit;
        this.refusals = refusals;
    }

    public Socket client() {
        return client;
    }

    /** Records why the client is refused, which the client does not learn, and the user that it named. */
    public void refused(Refusal reason, String user) {
        refusals.accept(reason, user);
    }

    /** Connects to the database; the connection ends with this session. */
    public Backend connectBackend(SocketAddress server) throws IOException {
        Backend connected = Backend.connect(server);
        backend = connected;
        if (ended) {
            connected.close();
        }
        return connected;
    }

    /** Returns the client's connection as TLS server, after the handshake. */
    public Socket encrypt(SSLContext tls) throws IOException {
        var encrypted = (SSLSocket) tls.getSocketFactory().createSocket(client, "client", client.getPort(), true);
        encrypted.setUseClientMode(false);
        encrypted.startHandshake();
        return encrypted;
    }

    /** Sends the last answer, then reads until the client closes, because closing earlier could discard the answer. */
    public static void closeAfter(Socket socket, byte[] lastAnswer) throws IOException {
        socket.getOutputStream().write(lastAnswer);
        socket.getOutputStream().flush();
        socket.shutdownOutput();
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    void run(Reception reception, ExecutorService threads) {
        try {
            client.setTcpNoDelay(true);
            converse(reception, threads);
        } catch (IOException e) {
            // The client went away, exceeded the time limit, or does not trust the certificate; it cannot be answered.
        } finally {
            abort();
        }
    }

    void abort() {
        ended = true;
        Backend database = backend;
        try {
            client.close();
            if (database != null) {
                database.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a socket does not close", e);
        }
    }

    private void converse(Reception reception, ExecutorService threads) throws IOException {
        Future<?> deadline = schedule(loginLimit);
        try {
            Optional<Socket> admitted = reception.receive(this);
            deadline.cancel(false);
            if (admitted.isPresent()) {
                relay(admitted.get(), threads);
            }
        } finally {
            deadline.cancel(false);
        }
    }

    /** Relays both directions until both have ended or one has failed. */
    private void relay(Socket encrypted, ExecutorService threads) throws IOException {
        Backend database = Objects.requireNonNull(backend);
        Future<?> answers = threads.submit(() -> answer(database, encrypted));
        database.sendAll(encrypted.getInputStream());
        try {
            answers.get();
            cancel(closeAfter);
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException(e);
        }
    }

    /**
     * Relays the database's answers. After the last one the client has some time to close, then its socket is closed.
     */
    private void answer(Backend database, Socket encrypted) {
        try {
            database.receiveAll(encrypted.getOutputStream());
            encrypted.shutdownOutput();
            closeAfter = schedule(FAREWELL_LIMIT);
        } catch (IOException e) {
            // One direction has failed, which ends the session; closing the sockets ends the other.
            abort();
        }
    }

    private Future<?> schedule(Duration limit) {
        return deadlines.schedule(this::abort, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void cancel(@Nullable Future<?> deadline) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
