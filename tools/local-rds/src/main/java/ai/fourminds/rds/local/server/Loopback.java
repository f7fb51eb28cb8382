package ai.fourminds.rds.local.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds ports on 127.0.0.1. Stateless. */
public final class Loopback {
    private Loopback() {}

    /** Returns a port that is free now; another program may take it before it is used. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }
}
