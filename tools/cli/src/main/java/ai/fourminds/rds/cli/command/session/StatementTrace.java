package ai.fourminds.rds.cli.command.session;

import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.text.Text;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Wraps a connection to print statements and their duration. Prints the catalogue's own SQL, never bound values. As
 * thread-safe as the wrapped connection.
 */
final class StatementTrace {
    private static final int SHOWN = 90;

    private StatementTrace() {}

    static Connection of(Connection connection, Console console) {
        return proxy(Connection.class, (self, method, arguments) -> {
            Object result = invoke(connection, method, arguments);
            String sql = arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : "";
            return result instanceof Statement statement
                    ? traced(method.getReturnType().asSubclass(Statement.class), statement, sql, console)
                    : result;
        });
    }

    private static Statement traced(
            Class<? extends Statement> type, Statement statement, String prepared, Console console) {
        return proxy(type, (self, method, arguments) -> {
            if (!method.getName().startsWith("execute")) {
                return invoke(statement, method, arguments);
            }
            boolean given = arguments != null && arguments.length > 0 && arguments[0] instanceof String;
            String sql = given && arguments != null ? String.valueOf(arguments[0]) : prepared;
            // No execute method of JDBC returns null.
            return console.timed(line(sql), () -> Objects.requireNonNull(invoke(statement, method, arguments)));
        });
    }

    private static String line(String sql) {
        return Text.fit("statement " + sql.strip().replaceAll("\\s+", " "), SHOWN);
    }

    private static @Nullable Object invoke(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Exception {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(StatementTrace.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
