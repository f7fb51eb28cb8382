package ai.fourminds.rds.internal.connect;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** An RDS API for any region and partition, which the local RDS is not; it checks no signature and says what it is told to. */
final class FakeRds implements AutoCloseable {

    final Set<String> denied = ConcurrentHashMap.newKeySet();
    /** What is answered in place of the answer, by action: {@code 503 ServiceUnavailable}; for {@code silent} nothing at all, for {@code endless} one page after the other. */
    final Map<String, String> failing = new ConcurrentHashMap<>();

    final Map<String, String> globals = new ConcurrentHashMap<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final Map<String, String> instances = new ConcurrentHashMap<>();
    final Map<String, String> clusterOf = new ConcurrentHashMap<>();
    final Map<String, String> clusters = new ConcurrentHashMap<>();
    final Map<String, String> proxies = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);

    FakeRds() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String endpointUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    FakeRds instance(String id, String cluster, String host, String region) {
        instances.put(
                id,
                "<DBInstance><DBInstanceIdentifier>" + id + "</DBInstanceIdentifier><DBInstanceArn>arn:aws:rds:"
                        + region
                        + ":123456789012:db:" + id + "</DBInstanceArn><DbiResourceId>db-" + id
                        + "</DbiResourceId><Engine>aurora-postgresql</Engine><DBInstanceStatus>available</DBInstanceStatus>"
                        + "<IAMDatabaseAuthenticationEnabled>false</IAMDatabaseAuthenticationEnabled>"
                        + (cluster.isEmpty() ? "" : "<DBClusterIdentifier>" + cluster + "</DBClusterIdentifier>")
                        + "<Endpoint><Address>" + host + "</Address><Port>6000</Port></Endpoint></DBInstance>");
        clusterOf.put(id, cluster);
        return this;
    }

    /** @param suffix of the cluster's endpoints: {@code abc123.us-east-1.rds.amazonaws.com} */
    FakeRds cluster(String id, String suffix, boolean iam, String status, String writer, String... readers) {
        StringBuilder members = new StringBuilder(member(writer, true));
        for (String reader : readers) {
            members.append(member(reader, false));
        }
        clusters.put(
                id,
                "<DBCluster><DBClusterIdentifier>" + id + "</DBClusterIdentifier><DBClusterArn>arn:aws:rds:us-east-1:"
                        + "123456789012:cluster:" + id + "</DBClusterArn><DbClusterResourceId>cluster-"
                        + id.toUpperCase()
                        + "</DbClusterResourceId><Engine>aurora-postgresql</Engine><Status>" + status
                        + "</Status><IAMDatabaseAuthenticationEnabled>" + iam
                        + "</IAMDatabaseAuthenticationEnabled><Port>6000"
                        + "</Port><Endpoint>" + id + ".cluster-" + suffix + "</Endpoint><ReaderEndpoint>" + id
                        + ".cluster-ro-"
                        + suffix + "</ReaderEndpoint><DBClusterMembers>" + members + "</DBClusterMembers></DBCluster>");
        return this;
    }

    private static String member(String id, boolean writer) {
        return "<DBClusterMember><DBInstanceIdentifier>" + id + "</DBInstanceIdentifier><IsClusterWriter>" + writer
                + "</IsClusterWriter></DBClusterMember>";
    }

    FakeRds proxy(String name, String host, String family, String iam) {
        proxies.put(
                name,
                "<member><DBProxyName>" + name
                        + "</DBProxyName><DBProxyArn>arn:aws:rds:us-east-1:123456789012:db-proxy:prx-"
                        + name + "</DBProxyArn><Status>available</Status><EngineFamily>" + family
                        + "</EngineFamily><Endpoint>"
                        + host + "</Endpoint><Auth><member><IAMAuth>" + iam + "</IAMAuth></member></Auth></member>");
        return this;
    }

    /** @param writer the ARN of the cluster that takes writes */
    FakeRds global(String id, String writer, String... secondaries) {
        StringBuilder members = new StringBuilder(globalMember(writer, true));
        for (String secondary : secondaries) {
            members.append(globalMember(secondary, false));
        }
        globals.put(
                id,
                "<GlobalClusterMember><GlobalClusterIdentifier>" + id
                        + "</GlobalClusterIdentifier><GlobalClusterMembers>" + members
                        + "</GlobalClusterMembers></GlobalClusterMember>");
        return this;
    }

    private static String globalMember(String arn, boolean writer) {
        return "<GlobalClusterMember><DBClusterArn>" + arn + "</DBClusterArn><IsWriter>" + writer
                + "</IsWriter></GlobalClusterMember>";
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String action = form.getOrDefault("Action", "");
        calls.add(action);
        if (denied.contains(action)) {
            send(exchange, 403, error("AccessDenied", "not authorized to perform: rds:" + action));
            return;
        }
        if (failing.containsKey(action)) {
            fail(exchange, action, failing.get(action));
            return;
        }
        switch (action) {
            case "DescribeDBInstances" -> instances(exchange, form);
            case "DescribeDBClusters" ->
                one(exchange, form.get("DBClusterIdentifier"), clusters, "DBClusters", "DBClusterNotFoundFault");
            case "DescribeDBProxies" ->
                one(exchange, form.get("DBProxyName"), proxies, "DBProxies", "DBProxyNotFoundFault");
            case "DescribeGlobalClusters" -> one(exchange, null, globals, "GlobalClusters", "");
            default -> send(exchange, 200, "<R><" + action + "Result></" + action + "Result></R>");
        }
    }

    private void fail(HttpExchange exchange, String action, String how) throws IOException {
        if (how.equals("endless")) {
            LockSupport.parkNanos(20_000_000);
            send(exchange, 200, "<R><" + action + "Result><Marker>more</Marker></" + action + "Result></R>");
            return;
        }
        if (how.equals("silent")) {
            try {
                closed.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
            return;
        }
        send(exchange, Integer.parseInt(how.substring(0, 3)), error(how.substring(4), "as the test wants it"));
    }

    private void instances(HttpExchange exchange, Map<String, String> form) throws IOException {
        String cluster = form.get("Filters.Filter.1.Values.Value.1");
        if (cluster == null) {
            one(exchange, form.get("DBInstanceIdentifier"), instances, "DBInstances", "DBInstanceNotFound");
            return;
        }
        Map<String, String> members = new HashMap<>(instances);
        members.keySet().removeIf(id -> !cluster.equals(clusterOf.get(id)));
        one(exchange, null, members, "DBInstances", "");
    }

    private static void one(HttpExchange exchange, String id, Map<String, String> all, String list, String none)
            throws IOException {
        if (id != null && !all.containsKey(id)) {
            send(exchange, 404, error(none, id + " not found"));
            return;
        }
        String items = id == null ? String.join("", all.values()) : all.get(id);
        send(
                exchange,
                200,
                "<R><Describe" + list + "Result><" + list + ">" + items + "</" + list + "></Describe" + list
                        + "Result></R>");
    }

    private static String error(String code, String message) {
        return "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message
                + "</Message></Error></ErrorResponse>";
    }

    private static void send(HttpExchange exchange, int status, String xml) throws IOException {
        byte[] body = xml.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            form.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return form;
    }

    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("auth", "access-keys");
        settings.put("accessKeyId", "AKIAEXAMPLE");
        settings.put("secretAccessKey", "canary-secret");
        settings.put("endpointUrl", endpointUrl());
        settings.put("connectTimeout", "20s");
        return settings;
    }

    Set<String> called() {
        return new HashSet<>(calls);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
