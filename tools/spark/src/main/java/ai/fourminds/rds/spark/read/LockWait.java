package ai.fourminds.rds.spark.read;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How long a session of an export waits for the lock on a table. The job locks a table while its tasks read it; a task that
 * comes after another session's TRUNCATE or ALTER TABLE would wait for that, and that for the job. Stateless.
 */
public final class LockWait {

    private static final int LOCK_WAIT_TIMEOUT = 1205;

    /** A shorter limit of the user's stays. */
    private static final String OF_POSTGRESQL = """
            SELECT pg_catalog.set_config('lock_timeout', '30s', false)
            FROM pg_catalog.pg_settings s
            WHERE s.name OPERATOR(pg_catalog.=) 'lock_timeout'
              AND s.setting::pg_catalog.int4 NOT BETWEEN 1 AND 30000
            """;

    private static final String OF_FAMILY =
            "SET SESSION lock_wait_timeout = CAST(LEAST(@@SESSION.lock_wait_timeout, 30) AS UNSIGNED)";

    private LockWait() {}

    /** What limits it for a session of an engine, by its plugin's name. */
    public static String limit(String engine) {
        return engine.equals("postgresql") ? OF_POSTGRESQL : OF_FAMILY;
    }

    static void limit(Connection connection, String engine) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(limit(engine));
        }
    }

    /** Whether MySQL or MariaDB has ended the wait, which drivers take for a conflict of transactions. */
    public static boolean isOver(SQLException failure) {
        return failure.getErrorCode() == LOCK_WAIT_TIMEOUT;
    }
}
