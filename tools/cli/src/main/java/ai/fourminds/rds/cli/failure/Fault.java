package ai.fourminds.rds.cli.failure;

import ai.fourminds.rds.failure.Causes;
import ai.fourminds.rds.failure.Diagnosis;
import ai.fourminds.rds.failure.RdsFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure as it is reported. Immutable.
 *
 * @param exit how the process ends because of it
 * @param code stable name in lower case with hyphens
 * @param sqlState the SQLState, where a database or the driver gave one
 * @param headline what failed, in one sentence
 * @param detail the facts known; may be empty
 * @param remedy what to type or change next; may be empty
 */
public record Fault(
        ExitCode exit, String code, @Nullable String sqlState, String headline, String detail, String remedy) {
    /** Refuses nulls. */
    public Fault {
        Objects.requireNonNull(exit, "exit");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(headline, "headline");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(remedy, "remedy");
    }

    /** A mistake in what the user typed or configured. */
    public static Fault usage(String code, String headline, String remedy) {
        return new Fault(ExitCode.USAGE, code, null, headline, "", remedy);
    }

    /** What an exception means: ours, the driver's, a database's, the file system's, or a defect. */
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

    /** The same with the instance's name in the commands that the remedy advises. */
    public Fault on(String instance) {
        return new Fault(exit, code, sqlState, headline, detail, remedy.replace("INSTANCE", instance));
    }

    /** Headline, detail and SQLState in one line, for a manifest. */
    public String summary() {
        String text = detail.isEmpty() || exit == ExitCode.BUG ? headline : headline + " " + detail;
        return sqlState == null ? text : text + " (SQLState " + sqlState + ")";
    }

    /** The driver's own failure wherever it stands in the chain, else the first of a database. */
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
        DatabaseAnswer answer = DatabaseAnswer.of(sql.getSQLState(), sql.getErrorCode());
        return new Fault(answer.exit(), "database-error", sql.getSQLState(), words(sql), "", answer.remedy());
    }

    /** The server's message; the severity before it is said already, and the position is one of our SQL. */
    private static String words(SQLException sql) {
        return text(sql).replaceFirst("^ERROR: +", "").replaceFirst("\\R +Position: [0-9]+$", "");
    }

    private static Fault ofDefect(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        return new Fault(
                ExitCode.BUG,
                "bug",
                null,
                "Internal error: " + thrown.getClass().getName() + ".",
                trace.toString().strip(),
                "Please report this with the lines above.");
    }

    private static String text(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getSimpleName() : message.strip();
    }
}
