package ai.fourminds.rds.local.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Opens listening sockets on 127.0.0.1, one per endpoint. Immutable.
 *
 * @param ports the requested ports, by identifier
 * @param down whether to close new connections to an identifier at once
 * @param closings closes the sockets
 */
public record Listeners(Map<String, Integer> ports, Predicate<String> down, Closings closings) {
    private static final int BACKLOG = 50;

    public ServerSocket listen(String identifier) throws IOException {
        int port = ports.getOrDefault(identifier, 0);
        try {
            return listen(identifier, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        } catch (IOException e) {
            String setting = identifier.equals("prod-analytics") ? "databasePort" : "port of " + identifier;
            throw new IOException("cannot listen on 127.0.0.1:" + port + " (" + setting + "): choose a free port", e);
        }
    }

    ServerSocket listen(String identifier, InetAddress address, int port) throws IOException {
        ServerSocket listener = new ServerSocket(port, BACKLOG, address) {
            @Override
            public Socket accept() throws IOException {
                Socket client = super.accept();
                while (down.test(identifier)) {
                    client.close();
                    client = super.accept();
                }
                return client;
            }
        };
        closings.add(listener::close);
        return listener;
    }
}
