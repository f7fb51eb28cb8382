package ai.fourminds.rds.local.postgresql;

import ai.fourminds.rds.local.iam.ConnectTokens;
import ai.fourminds.rds.local.iam.DatabaseAddress;
import ai.fourminds.rds.local.iam.Refusal;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
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
    private final ServerSocket listener;
    private final DatabaseAddress address;
    private final SSLContext tls;
    private final ConnectTokens tokens;
    private final PostgresServer server;
    private final AtomicReference<@Nullable Refusal> lastRefusal = new AtomicReference<>();
    private final Set<GatewaySession> sessions = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;
    private final ScheduledExecutorService deadlines;

    private PostgresGateway(
            ServerSocket listener,
            DatabaseAddress address,
            SSLContext tls,
            ConnectTokens tokens,
            PostgresServer server) {
        this.listener = listener;
        this.address = address;
        this.tls = tls;
        this.tokens = tokens;
        this.server = server;
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
        var gateway = new PostgresGateway(listener, address, tls, tokens, server);
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
        sessions.forEach(GatewaySession::abort);
        threads.shutdownNow();
        deadlines.shutdownNow();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                begin(listener.accept());
            } catch (IOException e) {
                // Either the listener was closed, which ends the loop, or this one client was gone already.
                Thread.onSpinWait();
            }
        }
    }

    private void begin(Socket client) {
        var session = new GatewaySession(client, new Login(address, tokens, server, lastRefusal::set), tls, deadlines);
        sessions.add(session);
        threads.execute(() -> {
            session.run(threads);
            sessions.remove(session);
        });
    }
}
