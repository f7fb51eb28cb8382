package ai.fourminds.rds.spark.dialect;

import java.sql.Connection;
import org.apache.spark.sql.execution.datasources.jdbc.JDBCOptions;
import org.apache.spark.sql.jdbc.PostgresDialect;
import org.jspecify.annotations.Nullable;
import scala.Function1;

/** Spark's PostgreSQL dialect for our URLs. Public because Spark 4 loads it as a service. Stateless and thread-safe. */
public final class PostgresqlOverRds extends PostgresDialect {

    private static final long serialVersionUID = 1L;

    /** For {@link java.util.ServiceLoader}. */
    public PostgresqlOverRds() {}

    @Override
    public boolean canHandle(String url) {
        return RdsUrl.names("postgresql", url);
    }

    @Override
    public Function1<Object, Connection> createConnectionFactory(JDBCOptions options) {
        return new RdsConnections(super.createConnectionFactory(SettingNames.restored(options)));
    }

    /** Without this, Spark's dialect would equal this one, and registering this one would remove it. */
    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof PostgresqlOverRds;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PostgresqlOverRds;
    }

    @Override
    public int hashCode() {
        return PostgresqlOverRds.class.hashCode();
    }

    @Override
    public String toString() {
        return "PostgresqlOverRds";
    }
}
