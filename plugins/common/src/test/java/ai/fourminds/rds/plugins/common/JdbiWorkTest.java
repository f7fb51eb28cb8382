package ai.fourminds.rds.plugins.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.junit.jupiter.api.Test;

/** What becomes of a failure while the work that failed is undone. */
class JdbiWorkTest {

    private final Connection connection = (Connection) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> method.getReturnType() == boolean.class ? false : null);

    private Throwable undone(HandleCallback<String, SQLException> work, HandleConsumer<SQLException> undoing) {
        return catchThrowable(() -> JdbiWork.on(connection, handle -> JdbiWork.undone(handle, work, undoing)));
    }

    @Test
    void theFirstFailureIsThrown() {
        SQLException shutdown = new SQLException("the server shuts down");
        SQLException closed = new SQLException("the connection is closed");
        Throwable failure = undone(
                handle -> {
                    throw shutdown;
                },
                handle -> {
                    throw closed;
                });
        assertThat(failure).isSameAs(shutdown);
        assertThat(failure.getSuppressed()).containsExactly(closed);
    }

    @Test
    void aFailureToUndoIsThrownAfterWorkThatSucceeded() {
        SQLException closed = new SQLException("the connection is closed");
        assertThat(undone(handle -> "done", handle -> {
                    throw closed;
                }))
                .isSameAs(closed);
    }
}
