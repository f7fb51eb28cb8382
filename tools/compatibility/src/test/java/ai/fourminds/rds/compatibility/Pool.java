package ai.fourminds.rds.compatibility;

import ai.fourminds.rds.FourmindsRdsDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;

/** A connection pool in its default settings; small where it must be told a size. */
enum Pool {
    HIKARI_CP {
        @Override
        Opened open(String url) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url);
            HikariDataSource pool = new HikariDataSource(config);
            return new Opened(pool, pool::close);
        }
    },
    HIKARI_CP_WITH_DATA_SOURCE {
        @Override
        Opened open(String url) {
            HikariConfig config = new HikariConfig();
            config.setDataSource(new FourmindsRdsDataSource(url));
            HikariDataSource pool = new HikariDataSource(config);
            return new Opened(pool, pool::close);
        }
    },
    TOMCAT_JDBC {
        @Override
        Opened open(String url) {
            PoolProperties properties = new PoolProperties();
            properties.setUrl(url);
            properties.setDriverClassName(Engine.DRIVER_CLASS);
            var pool = new org.apache.tomcat.jdbc.pool.DataSource(properties);
            return new Opened(pool, () -> pool.close(true));
        }
    },
    DBCP2 {
        @Override
        Opened open(String url) {
            BasicDataSource pool = new BasicDataSource();
            pool.setUrl(url);
            pool.setDriverClassName(Engine.DRIVER_CLASS);
            return new Opened(pool, pool::close);
        }
    },
    AGROAL {
        @Override
        Opened open(String url) throws SQLException {
            var configuration = new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(
                            pool -> pool.maxSize(2).connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)));
            AgroalDataSource pool = AgroalDataSource.from(configuration);
            return new Opened(pool, pool::close);
        }
    };

    /** Ends a pool. */
    @FunctionalInterface
    interface End {
        void end() throws SQLException;
    }

    /** A pool that is open. */
    record Opened(DataSource source, End end) implements AutoCloseable {
        Connection connection() throws SQLException {
            return source.getConnection();
        }

        @Override
        public void close() throws SQLException {
            end.end();
        }
    }

    abstract Opened open(String url) throws SQLException;
}
