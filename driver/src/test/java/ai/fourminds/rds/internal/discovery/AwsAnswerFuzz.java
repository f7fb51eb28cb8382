package ai.fourminds.rds.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.internal.aws.AwsSession;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Whatever answers in AWS's place, by HTTP: a description of an instance, or a diagnosis. */
class AwsAnswerFuzz {

    private static final int[] STATUSES = {200, 200, 200, 400, 403, 404};
    private static volatile byte[] answer = {};
    private static final HttpServer SERVER = serve();
    private static final URI ENDPOINT =
            URI.create("http://127.0.0.1:" + SERVER.getAddress().getPort());
    private static final AwsSession SESSION = new AwsSession(
            "access-keys",
            null,
            new AwsKeys("AKIAFUZZ", "secret", null, null),
            "us-east-1",
            ENDPOINT,
            Duration.ofSeconds(20));

    private static HttpServer serve() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            server.createContext("/", exchange -> {
                byte[] body = answer;
                int status = body.length == 0 ? 200 : STATUSES[(body[0] & 0xFF) % STATUSES.length];
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Content-Type", "text/xml");
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FuzzTest(maxDuration = "3m")
    void anyAnswerIsReadOrDiagnosed(byte[] data) {
        answer = data;
        try {
            assertThat(new RdsCalls(new EnginePlugins(List.of())).instance(SESSION, "prod"))
                    .isNotNull();
        } catch (SQLException failure) {
            assertThat((Throwable) failure).isInstanceOf(RdsFailure.class);
            assertThat(failure.getMessage()).doesNotContain("\n");
        }
    }
}
