package ai.fourminds.rds.spark.dialect;

import java.lang.reflect.Modifier;
import java.util.List;
import org.apache.spark.sql.jdbc.JdbcDialect;
import org.apache.spark.sql.jdbc.JdbcDialects;

/** Registers the dialects with Spark. Thread-safe. */
public final class RdsDialects {

    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String MYSQL = "jdbc:mysql:";

    private RdsDialects() {}

    /**
     * Registers them if they are missing. Spark 4 finds them as services if its class loader sees this jar early
     * enough.
     */
    public static synchronized void register() {
        for (JdbcDialect dialect : dialects()) {
            boolean known = JdbcDialects.get(sample(dialect)).getClass().equals(dialect.getClass());
            if (!known) {
                JdbcDialects.registerDialect(dialect);
            }
        }
    }

    /** Spark 3.5's dialects are Scala objects, which cannot be extended. */
    private static List<JdbcDialect> dialects() {
        JdbcDialect postgresql = JdbcDialects.get(POSTGRESQL);
        if (Modifier.isFinal(postgresql.getClass().getModifiers())) {
            return List.of(
                    new DelegatingDialect("postgresql", postgresql),
                    new DelegatingDialect("mysql", JdbcDialects.get(MYSQL)),
                    new DelegatingDialect("mariadb", JdbcDialects.get(MYSQL)),
                    new UnnamedEngine());
        }
        return List.of(new PostgresqlOverRds(), new MysqlOverRds(), new UnnamedEngine());
    }

    private static String sample(JdbcDialect dialect) {
        return List.of("postgresql://", "mysql://", "mariadb://", "").stream()
                .map(engine -> "jdbc:fourminds-rds:" + engine + "sample")
                .filter(dialect::canHandle)
                .findFirst()
                .orElseThrow();
    }
}
