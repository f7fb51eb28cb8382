package ai.fourminds.rds.plugins.mysql.session;

import ai.fourminds.rds.failure.Causes;
import ai.fourminds.rds.failure.FailureCode;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Set;
import java.util.function.Function;

/**
 * Error numbers of MySQL and MariaDB servers (mysqld_error.h) that logins and exports meet. Stateless and thread-safe.
 */
public final class ServerFault {

    /** A statement was killed (ER_QUERY_INTERRUPTED). */
    public static final int QUERY_INTERRUPTED = 1317;

    /** The SQLState of {@link #QUERY_INTERRUPTED}. */
    public static final String INTERRUPTED_STATE = "70100";

    /**
     * The user may not read the table, or one of its columns (ER_TABLEACCESS_DENIED_ERROR,
     * ER_COLUMNACCESS_DENIED_ERROR).
     */
    private static final Set<Integer> DENIALS = Set.of(1142, 1143);
    /** ER_NO_SUCH_TABLE, ER_VIEW_INVALID. */
    private static final Set<Integer> ABSENT = Set.of(1146, 1356);
    /** A table was changed after the transaction's snapshot (ER_TABLE_DEF_CHANGED). */
    private static final int REDEFINED = 1412;
    /** ER_BAD_FIELD_ERROR. */
    private static final int UNKNOWN_COLUMN = 1054;

    private ServerFault() {}

    /** A value is NULL because it was too long, a list was cut, a recursion was ended. */
    private static final Set<Integer> CUTS = Set.of(1301, 1260, 1931);

    /** Fails if the server warns that its result is incomplete. */
    public static void refuseCut(Statement statement) throws SQLException {
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            if (CUTS.contains(warning.getErrorCode())) {
                throw new SQLException(
                        "the server has left a part of the result out: " + warning.getMessage(),
                        "22001",
                        warning.getErrorCode(),
                        warning);
            }
        }
    }

    public static boolean isDenial(SQLException failure) {
        return DENIALS.contains(failure.getErrorCode());
    }

    /** Returns whether one table cannot be described: it is denied, gone, or a view of such a table. */
    public static boolean isUnreadable(SQLException failure) {
        return isDenial(failure) || ABSENT.contains(failure.getErrorCode());
    }

    /**
     * Returns whether a fresh transaction could read the source. MySQL describes a table as of the snapshot, and then
     * does not find columns that were renamed or dropped since.
     */
    public static boolean isRedefinition(SQLException failure, boolean ofTable) {
        return failure.getErrorCode() == REDEFINED || (ofTable && failure.getErrorCode() == UNKNOWN_COLUMN);
    }

    /**
     * Classifies a failed login: by the error number, which native drivers also use for refusals of their own, else by the
     * native driver's exception, for which {@code ofDriver} returns {@link FailureCode#LOGIN_FAILED} if it does not know it.
     */
    public static FailureCode ofLogin(SQLException failure, Function<Throwable, FailureCode> ofDriver) {
        for (Throwable cause : Causes.of(failure)) {
            if (cause instanceof SQLException answer && answer.getErrorCode() > 0) {
                return of(answer.getErrorCode());
            }
            FailureCode fault = ofDriver.apply(cause);
            if (fault != FailureCode.LOGIN_FAILED) {
                return fault;
            }
        }
        return FailureCode.LOGIN_FAILED;
    }

    /**
     * Classifies an error number at login. 1045 means that the token was refused: the token comes with the login's
     * first packet, and a server that wants another method asks for it before it refuses.
     */
    private static FailureCode of(int errorCode) {
        return switch (errorCode) {
            case 1045, 1698 -> FailureCode.AUTHENTICATION_FAILED;
            case 1251, 1275, 1524, 3955, 4151 -> FailureCode.USER_NOT_IAM;
            // 1102 and 1300: no database can have such a name.
            case 1049, 1102, 1300 -> FailureCode.UNKNOWN_DATABASE;
            case 1044 -> FailureCode.DATABASE_FORBIDDEN;
            case 1040, 1203, 1226 -> FailureCode.TOO_MANY_CONNECTIONS;
            case 3159 -> FailureCode.TLS_FAILED;
            case 1053, 1077, 1079, 3032 -> FailureCode.SERVER_NOT_READY;
            case 1042, 1043, 1047, 1156, 1158 -> FailureCode.PROTOCOL_ERROR;
            case 1193, 1231, 1232, 1238 -> FailureCode.NATIVE_PROPERTY_INVALID;
            default -> FailureCode.LOGIN_FAILED;
        };
    }
}
