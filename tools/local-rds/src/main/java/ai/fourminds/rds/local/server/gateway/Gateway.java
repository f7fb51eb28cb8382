package ai.fourminds.rds.local.server.gateway;

import ai.fourminds.rds.local.iam.token.Refusal;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Accepts clients in place of RDS, and relays those whose login the reception accepts to the database. Thread-safe. */
public final class Gateway implements AutoCloseable {
    public static final Duration LOGIN_LIMIT = Duration.ofSeconds(15);

    /** The pause after a failed accept; the connection waits in the listener's queue. */
    private static final Duration REST = Duration.ofMillis(50);

    private final List<ServerSocket> listeners;
    private final Reception reception;
    private final Duration loginLimit;
    private final AtomicReference<@Nullable Refusal> lastRefusal = new AtomicReference<>();
    private volatile BiConsumer<Refusal, String> refusalListener = (refusal, user) -> {};
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;
    private final ScheduledExecutorService deadlines;

    private Gateway(List<ServerSocket> listeners, Reception reception, Duration loginLimit) {
        this.listeners = List.copyOf(listeners);
        this.reception = reception;
        this.loginLimit = loginLimit;
        ThreadFactory daemons = task -> {
            Thread thread =
                    new Thread(task, "local-rds-gateway-" + listeners.get(0).getLocalPort());
            thread.setDaemon(true);
            return thread;
        };
        this.threads = Executors.newCachedThreadPool(daemons);
        this.deadlines = Executors.newSingleThreadScheduledExecutor(daemons);
    }

    /** Starts a gateway on these listeners, which it closes at its end. A login must end within {@code loginLimit}. */
    public static Gateway start(List<ServerSocket> listeners, Reception reception, Duration loginLimit) {
        var gateway = new Gateway(listeners, reception, loginLimit);
        listeners.forEach(listener -> gateway.threads.execute(() -> gateway.accept(listener)));
        return gateway;
    }

    /** Returns the port of the first listener. */
    public int port() {
        return listeners.get(0).getLocalPort();
    }

    public Optional<Refusal> lastRefusal() {
        return Optional.ofNullable(lastRefusal.get());
    }

    /** Sets the listener for refused logins: the reason, and the user that the client named. */
    public void onRefusal(BiConsumer<Refusal, String> newListener) {
        refusalListener = newListener;
    }

    private void refused(Refusal reason, String user) {
        lastRefusal.set(reason);
        refusalListener.accept(reason, user);
    }

    /** Returns the number of open connections, including those that are logging in. */
    public int connections() {
        return sessions.size();
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket listener : listeners) {
            listener.close();
        }
        threads.shutdownNow();
        deadlines.shutdownNow();
        sessions.forEach(Session::abort);
        try {
            boolean ended =
                    threads.awaitTermination(5, TimeUnit.SECONDS) && deadlines.awaitTermination(5, TimeUnit.SECONDS);
            if (!ended) {
                throw new IOException("connections through the gateway do not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Accepts connections. A failure, most likely for lack of file descriptors, only delays one: others end meanwhile.
     */
    private void accept(ServerSocket listener) {
        while (!listener.isClosed()) {
            try {
                begin(listener.accept());
            } catch (IOException e) {
                if (!rest()) {
                    return;
                }
            }
        }
    }

    /** Returns false if the gateway closes meanwhile. */
    private static boolean rest() {
        try {
            Thread.sleep(REST.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void begin(Socket client) {
        var session = new Session(client, deadlines, loginLimit, this::refused);
        sessions.add(session);
        threads.execute(() -> {
            try {
                session.run(reception, threads);
            } finally {
                sessions.remove(session);
            }
        });
    }
}
