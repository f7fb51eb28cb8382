package ai.fourminds.rds.local.aws;

import ai.fourminds.rds.local.aws.query.QueryProtocol;
import ai.fourminds.rds.local.aws.query.Response;
import ai.fourminds.rds.local.aws.query.SignedRequest;
import ai.fourminds.rds.local.aws.query.SimulatedFaults;
import ai.fourminds.rds.local.iam.SigV4;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Handles HTTP for both protocols: limits bodies, serves one path, delays answers on request. Thread-safe. */
final class HttpExchanges implements HttpHandler {
    private static final int LARGEST_BODY = 1 << 20;
    private final QueryProtocol queries;
    private final JsonProtocol json;
    private final SimulatedFaults faults;
    private final CountDownLatch closing;

    HttpExchanges(QueryProtocol queries, JsonProtocol json, SimulatedFaults faults, CountDownLatch closing) {
        this.queries = queries;
        this.json = json;
        this.faults = faults;
        this.closing = closing;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
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
