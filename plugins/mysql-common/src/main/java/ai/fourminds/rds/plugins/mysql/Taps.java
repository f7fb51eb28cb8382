package ai.fourminds.rds.plugins.mysql;

import java.sql.Connection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/** The taps of native connections, which have no place for one. Keeps no connection alive. Thread-safe. */
final class Taps {

    private static final Map<Connection, RowTap> TAPS = Collections.synchronizedMap(new WeakHashMap<>());

    private Taps() {}

    static void put(Connection connection, RowTap tap) {
        TAPS.put(connection, tap);
    }

    /** Empty for connections that are opened elsewhere, and those whose bytes do not come as the server wrote them. */
    static Optional<RowTap> of(Connection connection) {
        return Optional.ofNullable(TAPS.get(connection));
    }
}
