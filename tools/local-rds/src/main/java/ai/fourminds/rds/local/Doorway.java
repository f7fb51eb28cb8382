package ai.fourminds.rds.local;

import ai.fourminds.rds.local.fleet.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/** A port of loopback that is listened on for an instance, and how that instance is announced. Immutable. */
record Doorway(String identifier, ServerSocket listener, Endpoint announced, String certificateName) {
    private static final int BACKLOG = 50;

    /**
     * All that lead to {@code engine}.
     *
     * @param port that of {@code prod-analytics}; the others listen wherever it is free
     */
    static List<Doorway> all(DatabaseEngine engine, int port, Closings closings) throws IOException {
        return switch (engine) {
            case POSTGRESQL ->
                List.of(
                        closing(plain("prod-analytics", port), closings),
                        closing(behindTunnel("prod-tunnel", 5432), closings),
                        closing(plain("prod-noiam", 0), closings),
                        closing(wrongCertificate("prod-wrongcert"), closings));
            case MARIADB -> family("prod-orders", closings);
            case MYSQL -> family("prod-billing", closings);
        };
    }

    private static List<Doorway> family(String identifier, Closings closings) throws IOException {
        return List.of(
                closing(plain(identifier, 0), closings),
                closing(behindTunnel(identifier + "-tunnel", 3306), closings),
                closing(plain(identifier + "-noiam", 0), closings),
                closing(wrongCertificate(identifier + "-wrongcert"), closings));
    }

    private static Doorway closing(Doorway doorway, Closings closings) {
        closings.add(doorway.listener()::close);
        return doorway;
    }

    /** Announced as what it is: {@code localhost} and the port it listens on. */
    static Doorway plain(String identifier, int port) throws IOException {
        ServerSocket listener = listen(port);
        return new Doorway(identifier, listener, new Endpoint("localhost", listener.getLocalPort()), "localhost");
    }

    /** Announced as plainly, but with a certificate that speaks of another host. */
    static Doorway wrongCertificate(String identifier) throws IOException {
        Doorway plain = plain(identifier, 0);
        String otherHost = LocalRds.ACCOUNT.endpointHost(identifier);
        return new Doorway(identifier, plain.listener(), plain.announced(), otherHost);
    }

    /** Announced as RDS would, under a name and a port that lead nowhere: only a tunnel leads here. */
    static Doorway behindTunnel(String identifier, int port) throws IOException {
        String host = LocalRds.ACCOUNT.endpointHost(identifier);
        return new Doorway(identifier, listen(0), new Endpoint(host, port), host);
    }

    private static ServerSocket listen(int port) throws IOException {
        try {
            return new ServerSocket(port, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new IOException("cannot listen on 127.0.0.1:" + port + " (databasePort): choose a free port", e);
        }
    }
}
