package ai.fourminds.rds.postgresql.login;

import ai.fourminds.rds.failure.Causes;
import ai.fourminds.rds.failure.FailureCode;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/**
 * Classifies a failed login by SQLState and the server's routine, because messages may be translated; then by words
 * that translations keep. Stateless and thread-safe.
 */
public final class LoginFault {

    private LoginFault() {}

    public static FailureCode of(SQLException failure) {
        for (Throwable cause : Causes.of(failure)) {
            if (cause instanceof TokenAuthentication.NotIam) {
                return FailureCode.USER_NOT_IAM;
            }
            if (cause instanceof PSQLException native_) {
                return Optional.ofNullable(native_.getServerErrorMessage())
                        .map(LoginFault::ofServer)
                        .orElseGet(() -> ofDriver(native_));
            }
        }
        return FailureCode.LOGIN_FAILED;
    }

    private static FailureCode ofServer(ServerErrorMessage error) {
        return switch (Objects.requireNonNullElse(error.getSQLState(), "")) {
            case "28000" -> ofAuthorization(error);
            case "28P01" -> FailureCode.USER_NOT_IAM;
            case "3D000" -> FailureCode.UNKNOWN_DATABASE;
            case "42501", "55000" -> FailureCode.DATABASE_FORBIDDEN;
            case "53300" -> FailureCode.TOO_MANY_CONNECTIONS;
            case "57P01", "57P02", "57P03" -> FailureCode.SERVER_NOT_READY;
            case "08P01" -> FailureCode.PROTOCOL_ERROR;
            case "22023", "42704" -> FailureCode.NATIVE_PROPERTY_INVALID;
            default -> FailureCode.LOGIN_FAILED;
        };
    }

    /**
     * Classifies 28000: the token was refused, or {@code pg_hba.conf} has no line for this connection, or the role may
     * not log in.
     */
    private static FailureCode ofAuthorization(ServerErrorMessage error) {
        String message = Objects.requireNonNullElse(error.getMessage(), "");
        if (message.contains("PAM") || isFrom("auth_failed", error.getRoutine())) {
            return FailureCode.AUTHENTICATION_FAILED;
        }
        if (message.contains("pg_hba.conf")) {
            boolean unencrypted = message.contains("no encryption") || message.contains("SSL off");
            return unencrypted ? FailureCode.TLS_FAILED : FailureCode.LOGIN_FAILED;
        }
        boolean noRole = isFrom("InitializeSessionUserId", error.getRoutine())
                || message.contains("does not exist")
                || message.contains("not permitted to log in");
        return noRole ? FailureCode.USER_NOT_IAM : FailureCode.LOGIN_FAILED;
    }

    private static FailureCode ofDriver(PSQLException failure) {
        // pgjdbc marks this failure only by its message; both places translate it alike.
        if (GT.tr("The server does not support SSL.").equals(failure.getMessage())) {
            return FailureCode.TLS_NOT_OFFERED;
        }
        if (PSQLState.PROTOCOL_VIOLATION.getState().equals(failure.getSQLState())) {
            return FailureCode.PROTOCOL_ERROR;
        }
        if (PSQLState.INVALID_PARAMETER_VALUE.getState().equals(failure.getSQLState())) {
            return FailureCode.NATIVE_PROPERTY_INVALID;
        }
        return FailureCode.LOGIN_FAILED;
    }

    private static boolean isFrom(String routine, @Nullable String actual) {
        return routine.equals(actual);
    }
}
