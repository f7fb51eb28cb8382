package ai.fourminds.rds.local;

import ai.fourminds.rds.local.fleet.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port of loopback that is listened on for an instance, and how that instance is announced. Immutable. */
record Doorway(String identifier, ServerSocket listener, Endpoint announced, String certificateName) {
    private static final int BACKLOG = 50;

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
    static Doorway behindTunnel(String identifier) throws IOException {
        String host = LocalRds.ACCOUNT.endpointHost(identifier);
        return new Doorway(identifier, listen(0), new Endpoint(host, 5432), host);
    }

    private static ServerSocket listen(int port) throws IOException {
        try {
            return new ServerSocket(port, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new IOException("cannot listen on 127.0.0.1:" + port + " (databasePort): choose a free port", e);
        }
    }
}
