package ai.fourminds.rds.local.aws;

import ai.fourminds.rds.local.fleet.Fleet;
import ai.fourminds.rds.local.iam.AccessKeys;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The AWS APIs of the local account on one HTTP port of loopback. Thread-safe. */
public final class AwsEndpoint implements AutoCloseable {
    static {
        // Without it every second answer on a kept connection waits 40 ms for the client's delayed acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final QueryProtocol protocol;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "local-rds-aws");
        thread.setDaemon(true);
        return thread;
    });

    private AwsEndpoint(HttpServer server, QueryProtocol protocol) {
        this.server = server;
        this.protocol = protocol;
    }

    /** Starts to answer; port 0 stands for any that is free. */
    public static AwsEndpoint start(int port, Fleet fleet, AccessKeys keys, Clock clock, Disturbances disturbances)
            throws IOException {
        List<Action> actions = List.of(new DescribeDbInstances(fleet), new GetCallerIdentity(fleet.account()));
        var verifier = new SignatureVerifier(keys, clock, fleet.account().region());
        var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        var endpoint =
                new AwsEndpoint(HttpServer.create(address, 0), new QueryProtocol(actions, verifier, disturbances));
        endpoint.server.createContext("/", new HttpExchanges(endpoint.protocol, disturbances, endpoint.closing));
        endpoint.server.setExecutor(endpoint.threads);
        endpoint.server.start();
        return endpoint;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How often {@code action} was asked for, whatever came of it. */
    public int calls(String action) {
        return protocol.calls(action);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
