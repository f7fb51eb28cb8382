package ai.fourminds.rds.plugins.mysql.login;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.plugin.Endpoint;
import ai.fourminds.rds.plugins.mysql.session.ServerFault;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.regex.Pattern;

/** The common part of logins to MySQL and MariaDB, for any native driver. Stateless and thread-safe. */
public final class MysqlFamily {

    private static final Pattern HOST = Pattern.compile("[\\p{Alnum}._:%-]+");

    private MysqlFamily() {}

    /** Classifies a server's error number at login. */
    public static FailureCode fault(int errorCode) {
        return ServerFault.of(errorCode);
    }

    /**
     * Returns {@code host:port} for a native URL. Accepts only a host, because a native URL allows more in its place.
     */
    public static String address(Endpoint endpoint) throws SQLException {
        String host = endpoint.host();
        if (!HOST.matcher(host).matches()) {
            throw new SQLNonTransientConnectionException(
                    "the instance's host \"" + host + "\" is not a host name or address; see instanceHost", "08001");
        }
        return endpoint.toString();
    }
}
