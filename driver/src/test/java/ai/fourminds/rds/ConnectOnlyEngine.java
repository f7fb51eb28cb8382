package ai.fourminds.rds;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.EnginePlugin;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that an engine needs which only connects: neither catalogue nor export. Its connections do nothing. */
public final class ConnectOnlyEngine implements EnginePlugin {

    @Override
    public String name() {
        return "connect-only";
    }

    @Override
    public Set<String> rdsEngines() {
        return Set.of("connect-only");
    }

    @Override
    public int defaultPort() {
        return 4321;
    }

    @Override
    public Map<String, String> reservedProperties() {
        return Map.of();
    }

    @Override
    public Set<String> urlProperties() {
        return Set.of("applicationName");
    }

    @Override
    public Connection connect(ConnectRequest request) {
        return (Connection) Proxy.newProxyInstance(
                ConnectOnlyEngine.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> null);
    }

    @Override
    public FailureCode classify(SQLException failure) {
        return FailureCode.LOGIN_FAILED;
    }

    @Override
    public List<String> userStatements(String user) {
        return List.of();
    }
}
