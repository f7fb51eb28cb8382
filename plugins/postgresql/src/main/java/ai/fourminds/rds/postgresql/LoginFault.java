package ai.fourminds.rds.postgresql;

import ai.fourminds.rds.plugin.ConnectFault;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a failed login means. Goes by SQLState and the server's routine first, since messages may be translated; then by
 * words that translations keep. Stateless and thread-safe.
 */
final class LoginFault {

    private LoginFault() {}

    static ConnectFault of(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotIamLogin) {
                return ConnectFault.USER_NOT_IAM;
            }
            if (cause instanceof PSQLException native_) {
                return Optional.ofNullable(native_.getServerErrorMessage())
                        .map(LoginFault::ofServer)
                        .orElseGet(() -> ofDriver(native_));
            }
        }
        return ConnectFault.OTHER;
    }

    private static ConnectFault ofServer(ServerErrorMessage error) {
        return switch (Objects.requireNonNullElse(error.getSQLState(), "")) {
            case "28000" -> ofAuthorization(error);
            case "28P01" -> ConnectFault.USER_NOT_IAM;
            case "3D000" -> ConnectFault.UNKNOWN_DATABASE;
            case "42501", "55000" -> ConnectFault.DATABASE_FORBIDDEN;
            case "53300" -> ConnectFault.TOO_MANY_CONNECTIONS;
            case "57P01", "57P02", "57P03" -> ConnectFault.SERVER_NOT_READY;
            case "08P01" -> ConnectFault.PROTOCOL;
            case "22023", "42704" -> ConnectFault.NATIVE_PROPERTY;
            default -> ConnectFault.OTHER;
        };
    }

    /** 28000: the token was judged, or {@code pg_hba.conf} has no line for this connection, or the role may not log in. */
    private static ConnectFault ofAuthorization(ServerErrorMessage error) {
        String message = Objects.requireNonNullElse(error.getMessage(), "");
        if (message.contains("PAM") || isFrom("auth_failed", error.getRoutine())) {
            return ConnectFault.TOKEN_REFUSED;
        }
        if (message.contains("pg_hba.conf")) {
            boolean unencrypted = message.contains("no encryption") || message.contains("SSL off");
            return unencrypted ? ConnectFault.TLS_DEMANDED : ConnectFault.OTHER;
        }
        boolean noRole = isFrom("InitializeSessionUserId", error.getRoutine())
                || message.contains("does not exist")
                || message.contains("not permitted to log in");
        return noRole ? ConnectFault.USER_NOT_IAM : ConnectFault.OTHER;
    }

    private static ConnectFault ofDriver(PSQLException failure) {
        // pgjdbc has no other mark of it; its own translation of the sentence is the same in both places.
        if (GT.tr("The server does not support SSL.").equals(failure.getMessage())) {
            return ConnectFault.TLS_NOT_OFFERED;
        }
        if (PSQLState.PROTOCOL_VIOLATION.getState().equals(failure.getSQLState())) {
            return ConnectFault.PROTOCOL;
        }
        if (PSQLState.INVALID_PARAMETER_VALUE.getState().equals(failure.getSQLState())) {
            return ConnectFault.NATIVE_PROPERTY;
        }
        return ConnectFault.OTHER;
    }

    private static boolean isFrom(String routine, @Nullable String actual) {
        return routine.equals(actual);
    }
}
