package ai.fourminds.rds.mariadb;

import ai.fourminds.rds.plugin.ConnectFault;
import ai.fourminds.rds.plugins.mysql.MysqlFamily;
import java.sql.SQLException;
import java.util.Objects;

/**
 * What a failed login means: by the error number, which the driver uses for its own refusals too; then by the driver's words,
 * which it does not translate. Stateless and thread-safe.
 */
final class LoginFault {

    private LoginFault() {}

    static ConnectFault of(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException answer && answer.getErrorCode() > 0) {
                return MysqlFamily.fault(answer.getErrorCode());
            }
            ConnectFault fault = ofDriver(cause);
            if (fault != ConnectFault.OTHER) {
                return fault;
            }
        }
        return ConnectFault.OTHER;
    }

    private static ConnectFault ofDriver(Throwable cause) {
        String message = Objects.requireNonNullElse(cause.getMessage(), "");
        if (message.contains("ssl not enabled in the server")) {
            return ConnectFault.TLS_NOT_OFFERED;
        }
        if (message.contains("unexpected end of stream")
                || message.contains("unexpected data during authentication")
                || message.contains("is greater than maxAllowedPacket")) {
            return ConnectFault.PROTOCOL;
        }
        if (message.contains("not a valid number")
                || message.contains("Optional parameter")
                || cause instanceof IllegalArgumentException) {
            return ConnectFault.NATIVE_PROPERTY;
        }
        return ConnectFault.OTHER;
    }
}
