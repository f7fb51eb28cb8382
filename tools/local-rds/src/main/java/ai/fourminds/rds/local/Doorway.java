package ai.fourminds.rds.local;

import ai.fourminds.rds.local.fleet.Endpoint;
import ai.fourminds.rds.local.network.Closings;
import ai.fourminds.rds.local.network.Street;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;

/** A port of loopback that is listened on for an instance, and how that instance is announced. Immutable. */
record Doorway(String identifier, ServerSocket listener, Endpoint announced, String certificateName) {
    /**
     * All that lead to {@code engine}.
     *
     * @param street where each of them listens
     */
    static List<Doorway> all(DatabaseEngine engine, Street street, Closings closings) throws IOException {
        return switch (engine) {
            case POSTGRESQL ->
                List.of(
                        closing(plain("prod-analytics", street), closings),
                        closing(behindTunnel("prod-tunnel", 5432, street), closings),
                        closing(plain("prod-noiam", street), closings),
                        closing(wrongCertificate("prod-wrongcert", street), closings));
            case MARIADB -> family("prod-orders", street, closings);
            case MYSQL -> family("prod-billing", street, closings);
        };
    }

    private static List<Doorway> family(String identifier, Street street, Closings closings) throws IOException {
        return List.of(
                closing(plain(identifier, street), closings),
                closing(behindTunnel(identifier + "-tunnel", 3306, street), closings),
                closing(plain(identifier + "-noiam", street), closings),
                closing(wrongCertificate(identifier + "-wrongcert", street), closings));
    }

    private static Doorway closing(Doorway doorway, Closings closings) {
        closings.add(doorway.listener()::close);
        return doorway;
    }

    /** Announced as what it is: {@code localhost} and the port it listens on. */
    private static Doorway plain(String identifier, Street street) throws IOException {
        ServerSocket listener = street.listen(identifier);
        return new Doorway(identifier, listener, new Endpoint("localhost", listener.getLocalPort()), "localhost");
    }

    /** Announced as plainly, but with a certificate that speaks of another host. */
    private static Doorway wrongCertificate(String identifier, Street street) throws IOException {
        Doorway plain = plain(identifier, street);
        return new Doorway(identifier, plain.listener(), plain.announced(), otherHost(identifier));
    }

    /** Announced as RDS would, under a name and a port that lead nowhere: only a tunnel leads here. */
    private static Doorway behindTunnel(String identifier, int port, Street street) throws IOException {
        String host = LocalRds.ACCOUNT.endpointHost(identifier);
        return new Doorway(identifier, street.listen(identifier), new Endpoint(host, port), host);
    }

    /** A name that is announced for none of the instances on this machine. */
    static String otherHost(String identifier) {
        return LocalRds.ACCOUNT.endpointHost("not-" + identifier);
    }
}
