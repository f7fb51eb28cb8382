package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.EnginePlugin;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;

/** An engine that only connects: no catalogue, no export. Records what it is asked for and fails as it is told to. */
class RecordingPlugin implements EnginePlugin {

    /** Hosts of servers that take no writes, and how many connections were closed. */
    final Set<String> readers = java.util.concurrent.ConcurrentHashMap.newKeySet();

    final java.util.concurrent.atomic.AtomicInteger closings = new java.util.concurrent.atomic.AtomicInteger();

    /** What questions for the writer fail with, in their order. */
    final Deque<SQLException> silences = new ConcurrentLinkedDeque<>();

    static final Connection CONNECTION = (Connection) Proxy.newProxyInstance(
            RecordingPlugin.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> null);

    final List<ConnectRequest> requests = Collections.synchronizedList(new ArrayList<>());
    final Deque<Exception> failures = new ConcurrentLinkedDeque<>();
    FailureCode fault = FailureCode.LOGIN_FAILED;

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public Set<String> rdsEngines() {
        return Set.of("postgres", "aurora-postgresql");
    }

    @Override
    public int defaultPort() {
        return 5432;
    }

    @Override
    public Map<String, String> reservedProperties() {
        return Map.of("sslfactory", "see tlsMode");
    }

    @Override
    public Connection connect(ConnectRequest request) throws SQLException {
        requests.add(request);
        Exception failure = failures.poll();
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof SQLException declared) {
            throw declared;
        }
        if (readers.contains(request.endpoint().host())) {
            return (Connection) Proxy.newProxyInstance(
                    RecordingPlugin.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        closings.addAndGet(method.getName().equals("close") ? 1 : 0);
                        return null;
                    });
        }
        return CONNECTION;
    }

    @Override
    public boolean takesWrites(Connection connection) throws SQLException {
        SQLException silence = silences.poll();
        if (silence != null) {
            throw silence;
        }
        return connection == CONNECTION;
    }

    @Override
    public FailureCode classify(SQLException failure) {
        return fault;
    }

    @Override
    public List<String> userStatements(String user) {
        return List.of("CREATE USER \"" + user + "\";", "GRANT rds_iam TO \"" + user + "\";");
    }
}
