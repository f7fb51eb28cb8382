package ai.fourminds.rds.local.aws;

import ai.fourminds.rds.local.aws.query.Action;
import ai.fourminds.rds.local.aws.query.QueryProtocol;
import ai.fourminds.rds.local.aws.query.SignatureVerifier;
import ai.fourminds.rds.local.aws.query.SimulatedFaults;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Serves the AWS APIs of the local account on one HTTP port of loopback. Thread-safe. */
public final class AwsEndpoint implements AutoCloseable {
    static {
        // Without this, every second answer on a kept connection waits 40 ms for the client's delayed acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "local-rds-aws");
        thread.setDaemon(true);
        return thread;
    });

    private AwsEndpoint(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts the endpoint.
     *
     * @param port 0 for any free port
     * @param rds the operations of the RDS API
     */
    public static AwsEndpoint start(
            int port, List<Action> rds, Identities identities, Clock clock, SimulatedFaults faults) throws IOException {
        var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        var endpoint = new AwsEndpoint(HttpServer.create(address, 0));
        Consumer<String> count = action -> endpoint.calls.merge(action, 1, Integer::sum);
        List<Action> actions = new ArrayList<>(rds);
        actions.addAll(new Sts(identities, faults).actions());
        var verifier = new SignatureVerifier(identities.principals(), clock);
        var queries = new QueryProtocol(actions, verifier, faults, count);
        Map<String, UnaryOperator<JsonNode>> operations =
                new HashMap<>(identities.userPool().operations());
        operations.putAll(identities.identityPool().operations());
        var json = new JsonProtocol(operations, faults, count);
        endpoint.server.createContext("/", new HttpExchanges(queries, json, faults, endpoint.closing));
        endpoint.server.setExecutor(endpoint.threads);
        endpoint.server.start();
        return endpoint;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Returns the number of calls of {@code action}, failed ones included. */
    public int calls(String action) {
        return calls.getOrDefault(action, 0);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
