package ai.fourminds.rds.local;

import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.fleet.Endpoint;
import ai.fourminds.rds.local.network.Listeners;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** A loopback port for an instance, and the endpoint that RDS announces for it. Immutable. */
record InstanceListener(String identifier, ServerSocket listener, Endpoint announced, String certificateName) {
    /** Opens the listeners of all instances of {@code engine}. */
    static List<InstanceListener> all(DatabaseEngine engine, Listeners listeners) throws IOException {
        List<String> names = switch (engine) {
            case POSTGRESQL -> List.of("prod-analytics", "prod-tunnel", "prod-noiam", "prod-wrongcert");
            case MARIADB -> family("prod-orders");
            case MYSQL -> family("prod-billing");
        };
        List<InstanceListener> all = new ArrayList<>();
        for (String name : names) {
            all.add(open(name, engine == DatabaseEngine.POSTGRESQL ? 5432 : 3306, listeners));
        }
        return all;
    }

    private static List<String> family(String name) {
        return List.of(name, name + "-tunnel", name + "-noiam", name + "-wrongcert");
    }

    /**
     * Opens a listener that is announced as {@code localhost} with its real port. A tunnel's is announced under RDS's
     * host name and port, which lead nowhere: only the tunnel leads to it.
     */
    private static InstanceListener open(String identifier, int port, Listeners listeners) throws IOException {
        ServerSocket listener = listeners.listen(identifier);
        if (identifier.endsWith("-tunnel")) {
            String host = Account.LOCAL.endpointHost(identifier);
            return new InstanceListener(identifier, listener, new Endpoint(host, port), host);
        }
        String certificate = identifier.endsWith("-wrongcert") ? otherHost(identifier) : "localhost";
        return new InstanceListener(
                identifier, listener, new Endpoint("localhost", listener.getLocalPort()), certificate);
    }

    /** Returns a host name that no instance here has. */
    static String otherHost(String identifier) {
        return Account.LOCAL.endpointHost("not-" + identifier);
    }
}
