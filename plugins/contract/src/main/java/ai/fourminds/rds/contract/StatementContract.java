package ai.fourminds.rds.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.fourminds.rds.contract.network.Reachable;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.local.LocalInstance;
import ai.fourminds.rds.plugin.AuthToken;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.TokenSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests what ends a running statement: its own cancel, its time limit, and the connection's abort. Native drivers
 * cancel over a separate connection; some of them log in for that.
 */
public abstract class StatementContract extends EnginePluginContract {

    /** Computes for hours without returning a row. */
    private static final String ENDLESS = "SELECT MAX(a.n + b.n + c.n) FROM numbers a, numbers b, numbers c";

    /** Far more than a cancel takes, far less than the statement. */
    private static final long BOUND_SECONDS = 20;

    /** @param dialect the engine's differences */
    protected StatementContract(EnginePlugin plugin, Dialect dialect) throws SQLException {
        super(plugin, dialect);
    }

    /** Passes on tokens and keeps them where {@link Reachable} does not look. Thread-safe. */
    private static final class Minted implements TokenSource {

        private final AtomicReference<List<AuthToken>> tokens = new AtomicReference<>(List.of());
        private volatile TokenSource source;

        Minted(TokenSource source) {
            this.source = source;
        }

        @Override
        public AuthToken mint(Duration limit) throws SQLException {
            assertThat(limit).isPositive();
            AuthToken token = source.mint(limit);
            tokens.updateAndGet(
                    before -> Stream.concat(before.stream(), Stream.of(token)).toList());
            return token;
        }
    }

    private ConnectRequest request() {
        return request(database(), Cloud.USER);
    }

    @Test
    void aCancelEndsTheStatementAndTheConnectionGoesOn() throws Exception {
        try (Connection connection = connect()) {
            assertCancels(connection);
            assertCancels(connection);
        }
    }

    @Test
    void aCancelGoesThroughTheTunnel() throws Exception {
        try (Connection connection =
                plugin().connect(cloud().request(dialect().instance("tunnel"), database(), Cloud.USER, Map.of()))) {
            assertCancels(connection);
        }
    }

    @Test
    void aCancelHasATokenOfItsOwnAndNoneIsLeftBehind() throws Exception {
        ConnectRequest request = request();
        Minted minted = new Minted(request.tokens());
        Connection connection = plugin().connect(Cloud.with(request, minted));
        assertThat(minted.tokens.get()).hasSize(1);
        assertNoTokenIsLeft(connection, minted);

        assertCancels(connection);

        assertNoTokenIsLeft(connection, minted);
        connection.close();
        assertThat(Reachable.from(connection).holdsA(Minted.class))
                .as("the right to tokens after the close")
                .isFalse();
    }

    private static void assertNoTokenIsLeft(Connection connection, Minted minted) throws Exception {
        Reachable reachable = Reachable.from(connection);
        assertThat(reachable.objects()).isGreaterThan(100);
        // A part is enough to reveal a token, and send buffers would hold one.
        assertThat(minted.tokens.get())
                .isNotEmpty()
                .noneMatch(token -> reachable.holds(token.value().substring(40, 120)));
    }

    @Test
    void aCancelWorksWhenTheFirstTokenIsOfNoUseAnyMore() throws Exception {
        ConnectRequest request = request();
        LocalInstance instance = cloud().instance(dialect().instance());
        AuthToken first = cloud().tokenUntil(Instant.now().plus(Duration.ofMinutes(5)), instance, Cloud.USER);
        Minted minted = new Minted(limit -> first);
        try (Connection connection = plugin().connect(Cloud.with(request, minted))) {
            minted.source = request.tokens();
            cloud().clockAhead(Duration.ofMinutes(6));
            SQLException refused = catchThrowableOfType(
                    SQLException.class, () -> plugin().connect(Cloud.with(request, limit -> first)));
            assertThat(plugin().classify(refused)).isEqualTo(FailureCode.AUTHENTICATION_FAILED);

            assertCancels(connection);
        } finally {
            cloud().clockAhead(Duration.ZERO);
        }
    }

    @Test
    void aStatementEndsAtItsTimeLimitAndTheConnectionGoesOn() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            long begun = System.nanoTime();

            assertThatThrownBy(() -> statement.executeQuery(ENDLESS)).isInstanceOf(SQLException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(BOUND_SECONDS));
            assertThat(ask(connection, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void anUpdateWithATimeLimitIsAppliedOnceOrNotAtAll() throws Exception {
        admin("CREATE TABLE applied (n int)", "INSERT INTO applied VALUES (1)");
        admin(dialect().grantTable("UPDATE", "applied", Cloud.USER));
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(30);
            assertThat(statement.executeUpdate("UPDATE applied SET n = n + 1")).isEqualTo(1);
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.executeUpdate("UPDATE applied SET n = n + (" + ENDLESS + ")"))
                    .isInstanceOf(SQLException.class);
            assertThat(ask(connection, "SELECT n FROM applied")).isEqualTo("2");
        }
    }

    @Test
    void anAbortDoesNotWaitForTheStatementThatRuns() throws Exception {
        assertAborts(connect());
    }

    @Test
    void anAbortDoesNotWaitWhereTheServerCannotBeTold() throws Exception {
        Minted minted = new Minted(request().tokens());
        Connection connection = plugin().connect(Cloud.with(request(), minted));
        minted.source = limit -> {
            throw new SQLException("the credentials have expired");
        };
        assertAborts(connection);
    }

    private void assertAborts(Connection connection) throws Exception {
        String id = ask(connection, dialect().connectionId());
        Statement statement = connection.createStatement();
        CompletableFuture<Void> running = start(statement);
        try {
            long begun = System.nanoTime();
            connection.abort(Runnable::run);

            assertThatThrownBy(() -> running.get(BOUND_SECONDS, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SQLException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(BOUND_SECONDS));
            assertThat(connection.isClosed()).isTrue();
        } finally {
            end(id);
        }
    }

    /** Ends the connection on the server, because not every native driver does. */
    private void end(String id) throws SQLException {
        try {
            admin(dialect().kill(id));
        } catch (SQLException gone) {
            assertThat((Throwable) gone).hasMessageContaining(id);
        }
    }

    private void assertCancels(Connection connection) throws Exception {
        try (Statement statement = connection.createStatement()) {
            CompletableFuture<Void> running = start(statement);

            // Repeated: the server ignores a cancel that arrives between two messages of the statement.
            for (int tenth = 0; !running.isDone(); tenth++) {
                if (tenth % 20 == 0) {
                    statement.cancel();
                }
                Thread.sleep(100);
            }

            assertThatThrownBy(() -> running.get(BOUND_SECONDS, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SQLException.class);
        }
        assertThat(ask(connection, "SELECT 1")).isEqualTo("1");
    }

    /** Runs an endless statement, and returns once the server executes it. */
    private CompletableFuture<Void> start(Statement statement) throws SQLException, InterruptedException {
        String mark = "/* " + System.nanoTime() + " */";
        CompletableFuture<Void> running = new CompletableFuture<>();
        new Thread(
                        () -> {
                            try {
                                statement.executeQuery("SELECT " + mark + ENDLESS.substring("SELECT".length()));
                                running.complete(null);
                            } catch (SQLException | RuntimeException ended) {
                                running.completeExceptionally(ended);
                            }
                        },
                        "endless")
                .start();
        try (Connection watcher = connect()) {
            while (ask(watcher, dialect().running(mark)).equals("0")) {
                assertThat(running).isNotDone();
                Thread.sleep(10);
            }
        }
        return running;
    }
}
