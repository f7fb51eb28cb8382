package ai.fourminds.rds.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.FourmindsRdsDataSource;
import ai.fourminds.rds.local.iam.token.Refusal;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HikariCP, on connections that come and go while tokens expire. */
class HikariCpTest {
    // RDS takes a token up to 5 minutes ahead of its clock and up to 15 behind it; the driver signs by the machine's.
    private static final Duration EARLY = Duration.ofMinutes(5).minusSeconds(20);
    private static final Duration LATE = Duration.ofMinutes(15).minusSeconds(20);

    @AfterEach
    void setClockRight() {
        Engine.clock().offset(Duration.ZERO);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void poolsNativeConnectionsOfABareUrl(Engine engine) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(engine.url(""));
        config.setMaximumPoolSize(2);
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection()) {
            assertThat(connection.unwrap(Connection.class).getClass().getName()).startsWith(engine.nativePackage());
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void keepsConnectionsAndOpensNewOnesWhenTheirFirstTokensHaveExpired(Engine engine) throws SQLException {
        Engine.clock().offset(EARLY.negated());
        try (HikariDataSource pool = pool(engine)) {
            String first = session(engine, pool);
            String firstToken = StoredToken.signedAt(Engine.clock().instant(), engine.instance());
            assertThat(StoredToken.login(engine, firstToken)).isTrue();

            Engine.clock().offset(LATE);

            assertThat(session(engine, pool)).isEqualTo(first);
            pool.getHikariPoolMXBean().softEvictConnections();
            assertThat(session(engine, pool)).isNotEqualTo(first);
            assertThatThrownBy(() -> StoredToken.login(engine, firstToken)).isInstanceOf(SQLException.class);
            assertThat(engine.instance().lastRefusal()).contains(Refusal.EXPIRED_TOKEN);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void replacesConnectionsAtTheEndOfTheirLife(Engine engine) throws Exception {
        try (HikariDataSource pool = pool(engine)) {
            // Only before a pool runs is 30 s the least.
            pool.getHikariConfigMXBean().setMaxLifetime(500);
            pool.getHikariPoolMXBean().softEvictConnections();
            String first = session(engine, pool);
            String next = first;
            while (next.equals(first)) {
                Thread.sleep(10);
                next = session(engine, pool);
            }
            assertThat(next).isNotEqualTo(first);
        }
    }

    private static HikariDataSource pool(Engine engine) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(new FourmindsRdsDataSource(engine.url("")));
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    private static String session(Engine engine, HikariDataSource pool) throws SQLException {
        String sql = engine == Engine.POSTGRESQL ? "select pg_backend_pid()" : "select connection_id()";
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
