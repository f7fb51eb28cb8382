package ai.fourminds.rds.mariadb.login;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.plugins.mysql.session.ServerFault;
import java.sql.SQLException;
import java.util.Objects;

/**
 * Classifies a failed login: by the error number, which the driver also uses for its own refusals; then by the driver's
 * message, which it does not translate. Stateless and thread-safe.
 */
public final class LoginFault {

    private LoginFault() {}

    public static FailureCode of(SQLException failure) {
        return ServerFault.ofLogin(failure, LoginFault::ofDriver);
    }

    private static FailureCode ofDriver(Throwable cause) {
        String message = Objects.requireNonNullElse(cause.getMessage(), "");
        if (message.contains("ssl not enabled in the server")) {
            return FailureCode.TLS_NOT_OFFERED;
        }
        if (message.contains("unexpected end of stream")
                || message.contains("unexpected data during authentication")
                || message.contains("is greater than maxAllowedPacket")) {
            return FailureCode.PROTOCOL_ERROR;
        }
        if (message.contains("not a valid number")
                || message.contains("Optional parameter")
                || cause instanceof IllegalArgumentException) {
            return FailureCode.NATIVE_PROPERTY_INVALID;
        }
        return FailureCode.LOGIN_FAILED;
    }
}
