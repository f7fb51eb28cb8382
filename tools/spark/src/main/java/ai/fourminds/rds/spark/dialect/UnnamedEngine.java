package ai.fourminds.rds.spark.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.spark.sql.execution.datasources.jdbc.JDBCOptions;
import org.apache.spark.sql.jdbc.JdbcDialect;
import org.jspecify.annotations.Nullable;
import scala.Function1;

/**
 * Rejects URLs that name no engine, with a message that says what to write. Spark chooses the SQL by the URL, before it
 * connects, so the source {@code jdbc} cannot read them. Stateless and thread-safe.
 */
public final class UnnamedEngine extends JdbcDialect {

    private static final long serialVersionUID = 1L;

    /** For {@link java.util.ServiceLoader}. */
    public UnnamedEngine() {}

    @Override
    public boolean canHandle(String url) {
        return RdsUrl.isShort(url);
    }

    /** The first method that Spark calls. */
    @Override
    public Function1<Object, Connection> createConnectionFactory(JDBCOptions options) {
        throw new IllegalArgumentException("Spark chooses its SQL dialect by the URL, and '"
                + RdsUrl.shown(options.url()) + "' names no engine. Write url=" + engineForm(options)
                + ", or read with format(\"fourminds-rds\"), which asks the instance.");
    }

    private static String engineForm(JDBCOptions options) {
        try {
            return RdsUrl.shown(RdsUrl.engineForm(options.url(), options.asConnectionProperties()));
        } catch (SQLException unknown) {
            String url = RdsUrl.shown(options.url());
            String rest = url.substring(url.lastIndexOf(':') + 1);
            return "jdbc:fourminds-rds:<engine>://" + rest + " with postgresql, mysql or mariadb for <engine>"
                    + " (the instance could not be asked: " + unknown.getMessage() + ")";
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnnamedEngine;
    }

    @Override
    public int hashCode() {
        return UnnamedEngine.class.hashCode();
    }
}
