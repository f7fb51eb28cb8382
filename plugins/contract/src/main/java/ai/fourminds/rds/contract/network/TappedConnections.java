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
 * Native connections that call a tap before each statement of their thread and after each cancel request. Thread-safe
 * if the tap is.
 */
public final class TappedConnections implements ConnectionSource {

    private static final Set<String> STATEMENTS =
            Set.of("createStatement", "prepareStatement", "serverPrepareStatement", "getCopyAPI");
    private static final Set<String> REQUESTS = Set.of("cancelQuery", "close");

    /** Observes the connections, in the thread in which each event happens. */
    public interface Tap {

        /**
         * Called before a statement is created.
         *
         * @param exports whether it is the statement that reads the rows
         */
        void beforeStatement(boolean exports) throws SQLException;

        /** Returns the SQL to run instead of a prepared statement's. */
        default String inPlaceOf(String sql) {
            return sql;
        }

        /**
         * Called after PostgreSQL was asked to cancel, or after a connection was closed: MySQL's plugins close the one
         * that sent a cancel.
         */
        void afterRequest();
    }

    private final ConnectionSource connections;
    private final Tap tap;

    /** Creates a source that reports the connections of {@code connections} to the tap. */
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

    /** Returns whether a statement streams: only then do the MySQL family's plugins set a result type. */
    private static boolean isStreaming(String method, @Nullable Object[] given) {
        return method.equals("createStatement") && given.length == 2;
    }
}
