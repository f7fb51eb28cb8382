package ai.fourminds.rds.local.aws;

import ai.fourminds.rds.local.aws.query.Action;
import ai.fourminds.rds.local.aws.query.QueryProtocol;
import ai.fourminds.rds.local.aws.query.Response;
import ai.fourminds.rds.local.aws.query.SignatureVerifier;
import ai.fourminds.rds.local.aws.query.SignedRequest;
import ai.fourminds.rds.local.aws.query.SimulatedFaults;
import ai.fourminds.rds.local.iam.SigV4;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Serves the AWS APIs of the local account on one HTTP port of loopback. Thread-safe. */
public final class AwsEndpoint implements AutoCloseable {
    static {
        // Without this, every second answer on a kept connection waits 40 ms for the client's delayed acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private static final int LARGEST_BODY = 1 << 20;

    private final HttpServer server;
    private final SimulatedFaults faults;
    private final QueryProtocol queries;
    private final JsonProtocol json;
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "local-rds-aws");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Starts the endpoint.
     *
     * @param port 0 for any free port
     * @param rds the operations of the RDS API
     */
    public AwsEndpoint(int port, List<Action> rds, Identities identities, Clock clock, SimulatedFaults faults)
            throws IOException {
        this.faults = faults;
        Consumer<String> count = action -> calls.merge(action, 1, Integer::sum);
        List<Action> actions = new ArrayList<>(rds);
        actions.addAll(new Sts(identities, faults).actions());
        queries = new QueryProtocol(actions, new SignatureVerifier(identities.principals(), clock), faults, count);
        json = new JsonProtocol(identities.cognito().operations(), faults, count);
        var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        server = HttpServer.create(address, 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
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

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            if (faults.down().get()) {
                // Closing an unanswered exchange closes its connection.
                return;
            }
            if (body.length > LARGEST_BODY) {
                exchange.sendResponseHeaders(413, -1);
            } else if (!exchange.getRequestURI().getPath().matches("/?")) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!holdBack()) {
                answer(exchange, body);
            }
        }
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        var request = new SignedRequest(
                exchange.getRequestMethod(),
                query == null ? "" : query,
                headers(exchange),
                new String(body, StandardCharsets.UTF_8),
                SigV4.sha256(body));
        String target = request.headers().get("x-amz-target");
        Response response = target == null ? queries.respond(request) : json.respond(target, request.body());
        byte[] document = response.body().getBytes(StandardCharsets.UTF_8);
        response.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(response.httpStatus(), document.length);
        exchange.getResponseBody().write(document);
    }

    /** Waits for the requested delay. Returns true if the endpoint was closed meanwhile. */
    private boolean holdBack() {
        try {
            return closing.await(faults.delay().get(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return headers;
    }
}
