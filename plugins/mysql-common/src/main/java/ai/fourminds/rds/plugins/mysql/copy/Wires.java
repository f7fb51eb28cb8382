package ai.fourminds.rds.plugins.mysql.copy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.sql.Connection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the sockets and taps of native connections, which have no field for them. Keeps no connection alive.
 * Thread-safe.
 */
public final class Wires {

    private static final Map<Connection, Wire> WIRES = Collections.synchronizedMap(new WeakHashMap<>());

    private record Wire(
            WeakReference<Socket> socket, @Nullable RowTap tap) {}

    private Wires() {}

    /** Stores a connection's socket; {@code tap} is null if the received bytes differ from what the server wrote. */
    public static void put(Connection connection, Socket socket, @Nullable RowTap tap) {
        WIRES.put(connection, new Wire(new WeakReference<>(socket), tap));
    }

    /**
     * Returns a connection's tap; empty if the connection was opened elsewhere, or its bytes differ from what the
     * server wrote.
     */
    static Optional<RowTap> tap(Connection connection) {
        return Optional.ofNullable(WIRES.get(connection)).map(Wire::tap);
    }

    /**
     * Closes the socket of a connection. A native driver's own {@code abort} may wait for the lock of the very read
     * that it should end.
     */
    static void cut(Connection connection) {
        Wire wire = WIRES.get(connection);
        Socket socket = wire == null ? null : wire.socket().get();
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
