package ai.fourminds.rds.local;

import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.fleet.Endpoint;
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
    static List<InstanceListener> all(DatabaseEngine engine, Listeners listeners) throws IOException {
        return switch (engine) {
            case POSTGRESQL ->
                List.of(
                        plain("prod-analytics", listeners),
                        behindTunnel("prod-tunnel", 5432, listeners),
                        plain("prod-noiam", listeners),
                        wrongCertificate("prod-wrongcert", listeners));
            case MARIADB -> family("prod-orders", listeners);
            case MYSQL -> family("prod-billing", listeners);
        };
    }

    private static List<InstanceListener> family(String identifier, Listeners listeners) throws IOException {
        return List.of(
                plain(identifier, listeners),
                behindTunnel(identifier + "-tunnel", 3306, listeners),
                plain(identifier + "-noiam", listeners),
                wrongCertificate(identifier + "-wrongcert", listeners));
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
