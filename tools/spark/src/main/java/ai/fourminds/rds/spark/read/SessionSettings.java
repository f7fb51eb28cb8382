package ai.fourminds.rds.spark.read;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The session settings of an export, which override defaults of the server, the user and the URL. They limit the wait
 * for locks: the job locks a table while its tasks read it, so a task that queues behind another session's TRUNCATE or
 * ALTER TABLE would wait for the job, and the job for the task. Stateless.
 */
public final class SessionSettings {

    private static final int LOCK_WAIT_TIMEOUT = 1205;

    /** Keeps a shorter limit of the user's. */
    private static final String OF_POSTGRESQL = """
            SELECT pg_catalog.set_config('lock_timeout', '30s', false)
            FROM pg_catalog.pg_settings s
            WHERE s.name OPERATOR(pg_catalog.=) 'lock_timeout'
              AND s.setting::pg_catalog.int4 NOT BETWEEN 1 AND 30000
            """;

    /** Also disables row limits and timeouts, and sets UTC. One statement, because Spark accepts no more. */
    private static final String OF_FAMILY = """
            SET SESSION lock_wait_timeout = CAST(LEAST(@@SESSION.lock_wait_timeout, 30) AS UNSIGNED),
                SESSION sql_select_limit = 18446744073709551615,
                SESSION sql_big_selects = 1,
                SESSION net_write_timeout = 86400,
                SESSION wait_timeout = 86400,
                SESSION time_zone = '+00:00'
                /*!50708 , SESSION max_execution_time = 0 */
                /*M!100304 , SESSION max_statement_time = 0,
                SESSION idle_transaction_timeout = 0,
                SESSION idle_readonly_transaction_timeout = 0,
                SESSION system_versioning_asof = DEFAULT */
            """;

    private SessionSettings() {}

    /** Returns the statement that applies them. */
    public static String of(String engine) {
        return engine.equals("postgresql") ? OF_POSTGRESQL : OF_FAMILY;
    }

    static void apply(Connection connection, String engine) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(of(engine));
        }
    }

    /** Whether MySQL or MariaDB ended the wait for a lock, which the drivers report as a transaction conflict. */
    public static boolean lockWaitIsOver(SQLException failure) {
        return failure.getErrorCode() == LOCK_WAIT_TIMEOUT;
    }
}
