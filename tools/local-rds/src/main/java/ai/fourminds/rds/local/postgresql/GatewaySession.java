package ai.fourminds.rds.local.postgresql;

import ai.fourminds.rds.local.postgresql.Opening.ProtocolViolation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One client's connection from its first byte to its last. Runs in one thread; {@link #abort} may come from any. */
final class GatewaySession {
    private static final Duration LOGIN_LIMIT = Duration.ofSeconds(15);
    private static final Duration FAREWELL_LIMIT = Duration.ofSeconds(3);

    private final Socket client;
    private final Login login;
    private final SSLContext tls;
    private final ScheduledExecutorService deadlines;
    private volatile @Nullable Backend backend;
    private volatile @Nullable Future<?> farewell;

    GatewaySession(Socket client, Login login, SSLContext tls, ScheduledExecutorService deadlines) {
        this.client = client;
        this.login = login;
        this.tls = tls;
        this.deadlines = deadlines;
    }

    void run(ExecutorService threads) {
        try {
            client.setTcpNoDelay(true);
            converse(threads);
        } catch (IOException e) {
            // The client went away, took too long, or does not trust the certificate: nobody is left to be told.
            abort();
        } finally {
            abort();
        }
    }

    /** Ends everything at once. */
    void abort() {
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

    private void converse(ExecutorService threads) throws IOException {
        Future<?> deadline = schedule(LOGIN_LIMIT);
        try {
            Optional<Socket> admitted = open();
            deadline.cancel(false);
            if (admitted.isPresent()) {
                splice(admitted.get(), threads);
            }
        } finally {
            deadline.cancel(false);
        }
    }

    /** From the first packet up to the login; the socket to go on with, where there is something to go on with. */
    private Optional<Socket> open() throws IOException {
        try {
            Opening opening = Opening.read(client.getInputStream());
            if (opening instanceof Opening.GssEncryption) {
                reply('N');
                opening = Opening.read(client.getInputStream());
            }
            if (opening instanceof Opening.Tls) {
                reply('S');
                return openEncrypted();
            }
            if (opening instanceof Opening.Startup startup) {
                farewell(client, login.refuseUnencrypted(startup, client.getInetAddress()));
            } else if (opening instanceof Opening.Cancel cancel) {
                forward(cancel);
            }
        } catch (ProtocolViolation e) {
            farewell(client, violation(e));
        }
        return Optional.empty();
    }

    private Optional<Socket> openEncrypted() throws IOException {
        var encrypted = (SSLSocket) tls.getSocketFactory().createSocket(client, "client", client.getPort(), true);
        encrypted.setUseClientMode(false);
        encrypted.startHandshake();
        try {
            Opening opening = Opening.read(encrypted.getInputStream());
            if (opening instanceof Opening.Startup startup) {
                Optional<Backend> admitted =
                        login.admit(startup, encrypted.getInputStream(), encrypted.getOutputStream());
                backend = admitted.orElse(null);
                if (admitted.isPresent()) {
                    return Optional.of(encrypted);
                }
            } else if (opening instanceof Opening.Cancel cancel) {
                forward(cancel);
            }
            farewell(encrypted, new byte[0]);
        } catch (ProtocolViolation e) {
            farewell(encrypted, violation(e));
        }
        return Optional.empty();
    }

    /** The database answers a cancel request by closing; closing in turn tells the client that it is done. */
    private void forward(Opening.Cancel cancel) throws IOException {
        try (Backend canceller = login.backend()) {
            canceller.send(cancel.packet());
            canceller.receiveAll(OutputStream.nullOutputStream());
        }
    }

    /** Both directions until both have ended, or one has failed. */
    private void splice(Socket encrypted, ExecutorService threads) throws IOException {
        Backend database = Objects.requireNonNull(backend);
        Future<?> answers = threads.submit(() -> answer(database, encrypted));
        database.sendAll(encrypted.getInputStream());
        try {
            answers.get();
            cancel(farewell);
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException(e);
        }
    }

    /** After the database's last word the client has a while to hang up, then its socket is closed. */
    private void answer(Backend database, Socket encrypted) {
        try {
            database.receiveAll(encrypted.getOutputStream());
            encrypted.shutdownOutput();
            farewell = schedule(FAREWELL_LIMIT);
        } catch (IOException e) {
            // One direction has failed, so there is no session any more: the other one ends with its sockets.
            abort();
        }
    }

    /** Says the last word, then listens until the client hangs up: closing earlier could destroy what was said. */
    private static void farewell(Socket socket, byte[] lastWord) throws IOException {
        socket.getOutputStream().write(lastWord);
        socket.getOutputStream().flush();
        socket.shutdownOutput();
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static byte[] violation(ProtocolViolation e) {
        return WireMessage.fatal("08P01", String.valueOf(e.getMessage()));
    }

    private Future<?> schedule(Duration limit) {
        return deadlines.schedule(this::abort, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void cancel(@Nullable Future<?> deadline) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    private void reply(char answer) throws IOException {
        client.getOutputStream().write(answer);
        client.getOutputStream().flush();
    }
}
