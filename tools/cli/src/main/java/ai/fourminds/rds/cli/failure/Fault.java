package ai.fourminds.rds.cli.failure;

import ai.fourminds.rds.failure.Causes;
import ai.fourminds.rds.failure.Diagnosis;
import ai.fourminds.rds.failure.RdsFailure;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A failure in the words of its report. Immutable.
 *
 * @param exit the exit code of the process
 * @param code stable name in lower case with hyphens
 * @param sqlState the SQLState from the database or the driver, or null
 * @param headline what failed, in one sentence
 * @param detail the known facts; may be empty
 * @param remedy what to type or change next; may be empty
 */
@JsonIncludeProperties({"code", "sqlState", "headline", "detail", "remedy"})
public record Fault(
        ExitCode exit, String code, @Nullable String sqlState, String headline, String detail, String remedy) {
    public Fault(ExitCode exit, String code, String headline, String detail, String remedy) {
        this(exit, code, null, headline, detail, remedy);
    }

    /** Returns a fault in what the user typed or configured. */
    public static Fault usage(String code, String headline, String remedy) {
        return new Fault(ExitCode.USAGE, code, headline, "", remedy);
    }

    /** Returns the fault for an exception of ours, of the driver, a database or the file system; others are defects. */
    public static Fault of(Throwable thrown) {
        if (thrown instanceof CommandFailure failure) {
            return failure.fault();
        }
        if (thrown instanceof IOException failure) {
            return FileFault.of(failure);
        }
        Optional<SQLException> sql = sqlCause(thrown);
        return sql.isPresent() ? ofSql(sql.get()) : ofDefect(thrown);
    }

    /** Returns this fault in other words, such as masked ones. */
    public Fault in(UnaryOperator<String> words) {
        return new Fault(exit, code, sqlState, words.apply(headline), words.apply(detail), words.apply(remedy));
    }

    /** Returns this fault with the instance's name in the remedy's commands. */
    public Fault on(String instance) {
        return new Fault(exit, code, sqlState, headline, detail, remedy.replace("INSTANCE", instance));
    }

    /** Returns headline, detail and SQLState in one line, for a manifest. */
    public String summary() {
        String text = detail.isEmpty() || exit == ExitCode.BUG ? headline : headline + " " + detail;
        return sqlState == null ? text : text + " (SQLState " + sqlState + ")";
    }

    /** Returns the driver's own failure from the chain of causes, else the first one of a database. */
    private static Optional<SQLException> sqlCause(Throwable thrown) {
        return Causes.first(thrown, RdsFailure.class)
                .map(SQLException.class::cast)
                .or(() -> Causes.first(thrown, SQLException.class));
    }

    private static Fault ofSql(SQLException sql) {
        if (sql instanceof RdsFailure failure) {
            Diagnosis diagnosis = failure.diagnosis();
            return new Fault(
                    ExitCode.of(diagnosis.kind()),
                    diagnosis.code(),
                    sql.getSQLState(),
                    diagnosis.headline(),
                    diagnosis.detail(),
                    diagnosis.remedy());
        }
        ServerErrors answer = ServerErrors.of(sql.getSQLState(), sql.getErrorCode());
        return new Fault(answer.exit(), "database-error", sql.getSQLState(), words(sql), "", answer.remedy());
    }

    /**
     * Returns the server's message without the severity, which the headline has, and the position, which refers to our
     * SQL.
     */
    private static String words(SQLException sql) {
        return text(sql).replaceFirst("^ERROR: +", "").replaceFirst("\\R +Position: [0-9]+$", "");
    }

    private static Fault ofDefect(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        return new Fault(
                ExitCode.BUG,
                "bug",
                "Internal error: " + thrown.getClass().getName() + ".",
                trace.toString().strip(),
                "Please report this with the lines above.");
    }

    private static String text(Throwable thrown) {
        return Causes.message(thrown).strip();
    }

    /** Maps a native driver's SQLState to an exit code and a remedy. Immutable. */
    private record ServerErrors(ExitCode exit, String remedy) {
        private static final String CHECK = "Check the names and the SQL that were given.";
        private static final String PRIVILEGE_MISSING = "42501";
        private static final String MYSQL_ACCESS = "42000";
        // MySQL and MariaDB use the state of syntax errors for missing privileges.
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
}
