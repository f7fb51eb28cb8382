package ai.fourminds.rds.mysql.login;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.plugins.mysql.session.ServerFault;
import com.mysql.cj.Messages;
import com.mysql.cj.exceptions.CJCommunicationsException;
import com.mysql.cj.exceptions.CJPacketTooBigException;
import com.mysql.cj.exceptions.UnableToConnectException;
import com.mysql.cj.exceptions.WrongArgumentException;
import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import java.io.EOFException;
import java.sql.SQLException;
import java.util.Objects;

/**
 * Classifies a failed login: by the server's error number, else by Connector/J's own exception. Stateless and
 * thread-safe.
 */
public final class LoginFault {

    /** Connector/J's message for an unknown authentication method, up to the method's name. */
    private static final String NO_SUCH_METHOD = beforeArgument("AuthenticationProvider.BadAuthenticationPlugin");

    private static final String NO_TLS = Messages.getString("MysqlIO.15");

    private LoginFault() {}

    private static String beforeArgument(String key) {
        String message = Messages.getString(key, new Object[] {"\0"});
        return message.substring(0, message.indexOf('\0'));
    }

    public static FailureCode of(SQLException failure) {
        return ServerFault.ofLogin(failure, LoginFault::ofDriver);
    }

    private static FailureCode ofDriver(Throwable cause) {
        String message = Objects.requireNonNullElse(cause.getMessage(), "");
        if (message.startsWith(NO_SUCH_METHOD)) {
            return FailureCode.USER_NOT_IAM;
        }
        if (message.equals(NO_TLS)) {
            return FailureCode.TLS_NOT_OFFERED;
        }
        if (cause instanceof WrongArgumentException) {
            return FailureCode.NATIVE_PROPERTY_INVALID;
        }
        boolean cutShort = cause instanceof CJCommunicationsException && cause.getCause() instanceof EOFException;
        // Bytes that are no packet header announce a packet larger than any greeting.
        boolean noPacket = cause instanceof CJPacketTooBigException || cause instanceof PacketTooBigException;
        return cutShort || noPacket || cause instanceof UnableToConnectException
                ? FailureCode.PROTOCOL_ERROR
                : FailureCode.LOGIN_FAILED;
    }
}
