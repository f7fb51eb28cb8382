package ai.fourminds.rds.cli.failure;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps a native driver's SQLState to an exit code and a remedy. Immutable. */
record ServerErrors(ExitCode exit, String remedy) {
    private static final String CHECK = "Check the names and the SQL that were given.";
    private static final String PRIVILEGE_MISSING = "42501";
    private static final String MYSQL_ACCESS = "42000";
    // MySQL and MariaDB use the state of syntax errors for missing privileges on databases, tables, columns, globally
    // and on routines.
    private static final Set<Integer> MYSQL_PRIVILEGES = Set.of(1044, 1142, 1143, 1227, 1370);
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String READ_ONLY = "25006";
    // PostgreSQL's for a query with a parameter ($1), which nobody gives a value.
    private static final String PROTOCOL_VIOLATION = "08P01";
    // ER_LOCK_WAIT_TIMEOUT, which each native driver maps to a state of its own.
    private static final int MYSQL_LOCK_WAIT = 1205;

    /** Returns the answer for the state's class (ISO 9075-2, table 38). */
    static ServerErrors of(@Nullable String sqlState, int number) {
        if (sqlState == null || sqlState.length() < 2) {
            return new ServerErrors(ExitCode.BUG, "Please report this.");
        }
        if (sqlState.equals(PRIVILEGE_MISSING)
                || (sqlState.equals(MYSQL_ACCESS) && MYSQL_PRIVILEGES.contains(number))) {
            return new ServerErrors(
                    ExitCode.LOGIN,
                    "Grant the database user that privilege; the usual grants: fourminds-rds policy INSTANCE");
        }
        if (sqlState.equals(LOCK_NOT_AVAILABLE) || number == MYSQL_LOCK_WAIT) {
            return new ServerErrors(
                    ExitCode.LOGIN, "Somebody has locked the table, or waits to; try again when that is over.");
        }
        if (sqlState.equals(READ_ONLY)) {
            return new ServerErrors(
                    ExitCode.USAGE, "Everything is read in read-only transactions: give SQL that only reads.");
        }
        if (sqlState.equals(PROTOCOL_VIOLATION)) {
            return new ServerErrors(ExitCode.USAGE, CHECK);
        }
        return switch (sqlState.substring(0, 2)) {
            case "08", "53", "57", "58" ->
                new ServerErrors(ExitCode.NETWORK, "Check that the instance is up and reachable, then try again.");
            case "0A", "22", "42" -> new ServerErrors(ExitCode.USAGE, CHECK);
            default ->
                new ServerErrors(ExitCode.LOGIN, "The database refused; see its message and the instance's log.");
        };
    }
}
