package ai.fourminds.rds.contract.network;

import ai.fourminds.rds.plugin.ConnectionSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Native connections that stop before each statement their thread makes, and tell when a cancel request has gone out. Thread-safe
 * as its tap is.
 */
public final class TappedConnections implements ConnectionSource {

    private static final Set<String> STATEMENTS =
            Set.of("createStatement", "prepareStatement", "serverPrepareStatement", "getCopyAPI");
    private static final Set<String> REQUESTS = Set.of("cancelQuery", "close");

    /** Hears what happens on the connections, in the thread in which it happens. */
    public interface Tap {

        /**
         * A statement is about to be made.
         *
         * @param exports whether it is the one that reads the rows
         */
        void beforeStatement(boolean exports) throws SQLException;

        /** What is run in place of a statement that is prepared. */
        default String inPlaceOf(String sql) {
            return sql;
        }

        /** PostgreSQL was asked to cancel; or a connection was closed, as the one that asked MySQL is. */
        void afterRequest();
    }

    private final ConnectionSource connections;
    private final Tap tap;

    /** The tap hears of what happens on those that come from {@code connections}. */
    public TappedConnections(ConnectionSource connections, Tap tap) {
        this.connections = connections;
        this.tap = tap;
    }

    @Override
    public Connection open() throws SQLException {
        return tapped(Connection.class, connections.open());
    }

    private <T> T tapped(Class<T> type, Object target) {
        InvocationHandler handler = (proxy, method, args) -> {
            @Nullable Object[] given = args == null ? new Object[0] : args;
            String name = method.getName();
            if (STATEMENTS.contains(name)) {
                tap.beforeStatement(name.equals("getCopyAPI") || isStreaming(name, given));
                if (given.length > 0 && given[0] instanceof String sql) {
                    given[0] = tap.inPlaceOf(sql);
                }
            }
            try {
                @Nullable Object result = method.invoke(target, given);
                if (REQUESTS.contains(name)) {
                    tap.afterRequest();
                }
                return name.equals("unwrap") && result != null && given[0] instanceof Class<?> wanted
                        ? tapped(wanted, result)
                        : result;
            } catch (InvocationTargetException failure) {
                throw failure.getTargetException();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** The MySQL family's plugins ask for a kind of result only where they stream. */
    private static boolean isStreaming(String method, @Nullable Object[] given) {
        return method.equals("createStatement") && given.length == 2;
    }
}
