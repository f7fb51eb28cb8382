package ai.fourminds.rds.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Where on loopback each instance is listened for, while its endpoint is not down. Immutable. */
record Street(Map<String, Integer> ports, Faults faults) {
    private static final int BACKLOG = 50;

    Street {
        ports = Map.copyOf(ports);
    }

    ServerSocket listen(String identifier) throws IOException {
        int port = ports.getOrDefault(identifier, 0);
        try {
            return new Listener(port, () -> faults.isDown(identifier));
        } catch (IOException e) {
            String setting = identifier.equals("prod-analytics") ? "databasePort" : "port of " + identifier;
            throw new IOException("cannot listen on 127.0.0.1:" + port + " (" + setting + "): choose a free port", e);
        }
    }

    /** Hangs up on whoever connects while {@code down} says so. */
    private static final class Listener extends ServerSocket {
        private final BooleanSupplier down;

        Listener(int port, BooleanSupplier down) throws IOException {
            super(port, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
            this.down = down;
        }

        @Override
        public Socket accept() throws IOException {
            Socket client = super.accept();
            while (down.getAsBoolean()) {
                client.close();
                client = super.accept();
            }
            return client;
        }
    }
}
