package ai.fourminds.rds.local.aws;

import ai.fourminds.rds.local.aws.query.Action;
import ai.fourminds.rds.local.aws.query.SimulatedFaults;
import ai.fourminds.rds.local.aws.signature.SignatureVerifier;
import ai.fourminds.rds.local.aws.sts.AssumeRole;
import ai.fourminds.rds.local.aws.sts.AssumeRoleWithWebIdentity;
import ai.fourminds.rds.local.aws.sts.GetCallerIdentity;
import ai.fourminds.rds.local.cognito.JsonOperation;
import ai.fourminds.rds.local.fleet.Account;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Serves the AWS APIs of the local account on one HTTP port of loopback. Thread-safe. */
public final class AwsEndpoint implements AutoCloseable {
    static {
        // Without this, every second answer on a kept connection waits 40 ms for the client's delayed acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final Calls calls;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "local-rds-aws");
        thread.setDaemon(true);
        return thread;
    });

    private AwsEndpoint(HttpServer server, Calls calls) {
        this.server = server;
        this.calls = calls;
    }

    /**
     * Starts the endpoint.
     *
     * @param port 0 for any free port
     * @param rds the operations of the RDS API
     */
    public static AwsEndpoint start(
            int port,
            Account account,
            List<Action> rds,
            Identities identities,
            Clock clock,
            SimulatedFaults disturbances)
            throws IOException {
        var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        var endpoint = new AwsEndpoint(HttpServer.create(address, 0), new Calls());
        var verifier = new SignatureVerifier(identities.keys(), clock, account.region());
        List<Action> actions = Stream.concat(rds.stream(), sts(account, identities, disturbances).stream())
                .toList();
        var queries = new QueryProtocol(actions, verifier, disturbances, endpoint.calls);
        var json = new JsonProtocol(operations(identities), disturbances, endpoint.calls);
        endpoint.server.createContext("/", new HttpExchanges(queries, json, disturbances, endpoint.closing));
        endpoint.server.setExecutor(endpoint.threads);
        endpoint.server.start();
        return endpoint;
    }

    private static List<Action> sts(Account account, Identities identities, SimulatedFaults disturbances) {
        return List.of(
                new GetCallerIdentity(account),
                new AssumeRole(identities.roles(), disturbances),
                new AssumeRoleWithWebIdentity(identities.roles(), identities.webIdentities()));
    }

    private static List<JsonOperation> operations(Identities identities) {
        return Stream.of(
                        identities.userPool().operations(),
                        identities.identityPool().operations())
                .flatMap(List::stream)
                .toList();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Returns the number of calls of {@code action}, failed ones included. */
    public int calls(String action) {
        return calls.of(action);
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
