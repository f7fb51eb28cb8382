package ai.fourminds.rds.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.PooledConnection;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tomcat's pool, which wants a driver class. */
class TomcatJdbcTest {
    @ParameterizedTest
    @EnumSource(Engine.class)
    void poolsNativeConnections(Engine engine) throws SQLException {
        DataSource pool = pool(engine);
        try (Connection first = pool.getConnection();
                Connection second = pool.getConnection()) {
            assertThat(nativeClass(first)).startsWith(engine.nativePackage());
            assertThat(second.isValid(5)).isTrue();
            assertThat(pool.getActive()).isEqualTo(2);
        } finally {
            pool.close(true);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void opensAConnectionWithANewTokenForEachThatIsPurged(Engine engine) throws SQLException {
        DataSource pool = pool(engine);
        try {
            pool.getConnection().close();
            pool.purge();
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.isValid(5)).isTrue();
            }
            assertThat(pool.getCreatedCount()).isEqualTo(2);
        } finally {
            pool.close(true);
        }
    }

    private static String nativeClass(Connection connection) throws SQLException {
        return ((PooledConnection) connection).getConnection().getClass().getName();
    }

    private static DataSource pool(Engine engine) {
        PoolProperties properties = new PoolProperties();
        properties.setUrl(engine.url(""));
        properties.setDriverClassName(Engine.DRIVER_CLASS);
        properties.setInitialSize(0);
        properties.setMaxActive(2);
        properties.setJmxEnabled(false);
        return new DataSource(properties);
    }
}
