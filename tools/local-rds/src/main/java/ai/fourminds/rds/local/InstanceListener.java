package ai.fourminds.rds.local;

import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.fleet.Endpoint;
import ai.fourminds.rds.local.network.Closings;
import ai.fourminds.rds.local.network.Listeners;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;

/** A loopback port for an instance, and the endpoint that RDS announces for it. Immutable. */
record InstanceListener(String identifier, ServerSocket listener, Endpoint announced, String certificateName) {
    /**
     * Opens the listeners of all instances of {@code engine}.
     *
     * @param listeners opens each listener's port
     */
    static List<InstanceListener> all(DatabaseEngine engine, Listeners listeners, Closings closings)
            throws IOException {
        return switch (engine) {
            case POSTGRESQL ->
                List.of(
                        closing(plain("prod-analytics", listeners), closings),
                        closing(behindTunnel("prod-tunnel", 5432, listeners), closings),
                        closing(plain("prod-noiam", listeners), closings),
                        closing(wrongCertificate("prod-wrongcert", listeners), closings));
            case MARIADB -> family("prod-orders", listeners, closings);
            case MYSQL -> family("prod-billing", listeners, closings);
        };
    }

    private static List<InstanceListener> family(String identifier, Listeners listeners, Closings closings)
            throws IOException {
        return List.of(
                closing(plain(identifier, listeners), closings),
                closing(behindTunnel(identifier + "-tunnel", 3306, listeners), closings),
                closing(plain(identifier + "-noiam", listeners), closings),
                closing(wrongCertificate(identifier + "-wrongcert", listeners), closings));
    }

    private static InstanceListener closing(InstanceListener listener, Closings closings) {
        closings.add(listener.listener()::close);
        return listener;
    }

    /** Opens a listener that is announced as {@code localhost} with its real port. */
    private static InstanceListener plain(String identifier, Listeners listeners) throws IOException {
        ServerSocket listener = listeners.listen(identifier);
        return new InstanceListener(
                identifier, listener, new Endpoint("localhost", listener.getLocalPort()), "localhost");
    }

    /** Opens a listener that is announced as {@code localhost}, with a certificate for another host. */
    private static InstanceListener wrongCertificate(String identifier, Listeners listeners) throws IOException {
        InstanceListener plain = plain(identifier, listeners);
        return new InstanceListener(identifier, plain.listener(), plain.announced(), otherHost(identifier));
    }

    /**
     * Opens a listener that is announced under RDS's host name and port, which lead nowhere: only its tunnel leads to
     * it.
     */
    private static InstanceListener behindTunnel(String identifier, int port, Listeners listeners) throws IOException {
        String host = Account.LOCAL.endpointHost(identifier);
        return new InstanceListener(identifier, listeners.listen(identifier), new Endpoint(host, port), host);
    }

    /** Returns a host name that no instance here has. */
    static String otherHost(String identifier) {
        return Account.LOCAL.endpointHost("not-" + identifier);
    }
}
