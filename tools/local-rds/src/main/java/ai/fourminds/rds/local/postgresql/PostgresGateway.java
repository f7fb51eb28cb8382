package ai.fourminds.rds.local.postgresql;

import ai.fourminds.rds.local.iam.ConnectTokens;
import ai.fourminds.rds.local.iam.DatabaseAddress;
import ai.fourminds.rds.local.iam.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Stands where RDS would stand: in front of the database, letting in who presents an IAM token. Thread-safe. */
public final class PostgresGateway implements AutoCloseable {
    private static final Duration LOGIN_LIMIT = Duration.ofSeconds(15);

    private final ServerSocket listener;
    private final DatabaseAddress address;
    private final SSLContext tls;
    private final ConnectTokens tokens;
    private final PostgresServer server;
    private final Duration loginLimit;
    private final AtomicReference<@Nullable Refusal> lastRefusal = new AtomicReference<>();
    private final Set<GatewaySession> sessions = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;
    private final ScheduledExecutorService deadlines;

    private PostgresGateway(
            ServerSocket listener,
            DatabaseAddress address,
            SSLContext tls,
            ConnectTokens tokens,
            PostgresServer server,
            Duration loginLimit) {
        this.listener = listener;
        this.address = address;
        this.tls = tls;
        this.tokens = tokens;
        this.server = server;
        this.loginLimit = loginLimit;
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task, "local-rds-gateway-" + listener.getLocalPort());
            thread.setDaemon(true);
            return thread;
        };
        this.threads = Executors.newCachedThreadPool(daemons);
        this.deadlines = Executors.newSingleThreadScheduledExecutor(daemons);
    }

    /** Takes over {@code listener} and serves what connects to it as the instance announced at {@code address}. */
    public static PostgresGateway start(
            ServerSocket listener,
            DatabaseAddress address,
            SSLContext tls,
            ConnectTokens tokens,
            PostgresServer server) {
        return start(listener, address, tls, tokens, server, LOGIN_LIMIT);
    }

    /** The same for clients that must be done with their login within {@code loginLimit}. */
    static PostgresGateway start(
            ServerSocket listener,
            DatabaseAddress address,
            SSLContext tls,
            ConnectTokens tokens,
            PostgresServer server,
            Duration loginLimit) {
        var gateway = new PostgresGateway(listener, address, tls, tokens, server, loginLimit);
        gateway.threads.execute(gateway::accept);
        return gateway;
    }

    /** Why the last login that was refused was refused. */
    public Optional<Refusal> lastRefusal() {
        return Optional.ofNullable(lastRefusal.get());
    }

    /** How many connections are open now, those still logging in included. */
    public int connections() {
        return sessions.size();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
        deadlines.shutdownNow();
        sessions.forEach(GatewaySession::abort);
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

    private void accept() {
        while (!listener.isClosed()) {
            try {
                begin(listener.accept());
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException("the gateway cannot accept connections any more", e);
                }
            }
        }
    }

    private void begin(Socket client) {
        Login login = new Login(address, tokens, server, lastRefusal::set);
        var session = new GatewaySession(client, login, tls, deadlines, loginLimit);
        sessions.add(session);
        threads.execute(() -> {
            try {
                session.run(threads);
            } finally {
                sessions.remove(session);
            }
        });
    }
}
