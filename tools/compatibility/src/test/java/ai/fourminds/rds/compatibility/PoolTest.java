package ai.fourminds.rds.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fourminds.rds.compatibility.Pool.Opened;
import ai.fourminds.rds.failure.RdsFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the application is told by each pool in its default settings, when the driver can tell why there is no connection. */
class PoolTest {

    private static final Engine ENGINE = Engine.POSTGRESQL;

    @AfterEach
    void allIsWell() {
        Engine.rds().faults().clear();
        // HikariCP sets it for everybody.
        DriverManager.setLoginTimeout(0);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void everyPoolConnects(Engine engine) throws Exception {
        for (Pool pool : Pool.values()) {
            try (Opened opened = pool.open(engine.url(""));
                    Connection connection = opened.connection()) {
                assertThat(connection.isValid(10)).as(pool.name()).isTrue();
            }
        }
    }

    /** All pools at once: some of them wait for half a minute. */
    private static void assertEveryPoolShows(String url, String headline) throws Exception {
        Map<Pool, CompletableFuture<Throwable>> failures = new EnumMap<>(Pool.class);
        for (Pool pool : Pool.values()) {
            failures.put(
                    pool, CompletableFuture.supplyAsync(() -> failure(pool, url), task -> new Thread(task).start()));
        }
        for (Map.Entry<Pool, CompletableFuture<Throwable>> failure : failures.entrySet()) {
            Throwable shown = failure.getValue().get();
            assertThat(chain(shown))
                    .as(failure.getKey() + " shows " + shown)
                    .anySatisfy(cause ->
                            assertThat(cause).isInstanceOf(RdsFailure.class).hasMessageContaining(headline));
        }
    }

    private static Throwable failure(Pool pool, String url) {
        return catchThrowable(() -> {
            try (Opened opened = pool.open(url)) {
                opened.connection().close();
            }
        });
    }

    private static List<Throwable> chain(Throwable shown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = shown; cause != null && !chain.contains(cause); cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }

    private static String dialling(ServerSocket listener) {
        return ENGINE.url("") + "&connectHost=127.0.0.1&connectPort=" + listener.getLocalPort();
    }

    private static ServerSocket listener(int backlog) throws IOException {
        return new ServerSocket(0, backlog, InetAddress.getByName("127.0.0.1"));
    }

    @Test
    void aDatabaseThatAcceptsNothing() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = listener(1)) {
            fill(full, waiting);
            assertEveryPoolShows(dialling(full), "Connection timed out after");
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    /** Connects until the queue of connections that nobody accepts is full. */
    private static void fill(ServerSocket listener, List<Socket> waiting) throws IOException {
        boolean accepts = true;
        while (accepts) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(new InetSocketAddress("127.0.0.1", listener.getLocalPort()), 500);
            } catch (SocketTimeoutException full) {
                accepts = false;
            }
        }
    }

    @Test
    void aDatabaseThatAcceptsAndIsSilent() throws Exception {
        try (ServerSocket silent = listener(100)) {
            assertEveryPoolShows(dialling(silent), "accepted the connection and did not answer within");
        }
    }

    @Test
    void aPortThatRefuses() throws Exception {
        ServerSocket closed = listener(1);
        closed.close();
        assertEveryPoolShows(dialling(closed), "Connection refused by 127.0.0.1");
    }

    @Test
    void iamAuthenticationThatIsOff() throws Exception {
        Engine.rds().faults().iamAuthenticationOff(ENGINE.instance().identifier());
        // Of its own in the cache: what is known of an instance is asked twice in three seconds at most.
        String url = ENGINE.url("").replaceFirst("discoveryCacheTtl=[^&]*", "discoveryCacheTtl=59s");
        assertEveryPoolShows(url, "IAM Database Authentication is not enabled on the instance");
    }

    @Test
    void theWrongRegion() throws Exception {
        assertEveryPoolShows(
                ENGINE.url("").replace("region=" + Engine.rds().region(), "region=eu-west-1"), "wrong AWS region");
    }
}
