package ai.fourminds.rds.spark.dialect;

import java.sql.Connection;
import org.apache.spark.sql.execution.datasources.jdbc.JDBCOptions;
import org.apache.spark.sql.jdbc.MySQLDialect;
import org.jspecify.annotations.Nullable;
import scala.Function1;

/**
 * Spark's MySQL dialect for our URLs of MySQL and MariaDB. Public because Spark 4 loads it as a service. Stateless and
 * thread-safe.
 */
public final class MysqlOverRds extends MySQLDialect {

    private static final long serialVersionUID = 1L;

    /** For {@link java.util.ServiceLoader}. */
    public MysqlOverRds() {}

    @Override
    public boolean canHandle(String url) {
        return RdsUrl.names("mysql", url) || RdsUrl.names("mariadb", url);
    }

    @Override
    public Function1<Object, Connection> createConnectionFactory(JDBCOptions options) {
        return new RdsConnections(super.createConnectionFactory(SettingNames.restored(options)));
    }

    /** Without this, Spark's dialect would equal this one, and registering this one would remove it. */
    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof MysqlOverRds;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MysqlOverRds;
    }

    @Override
    public int hashCode() {
        return MysqlOverRds.class.hashCode();
    }

    @Override
    public String toString() {
        return "MysqlOverRds";
    }
}
