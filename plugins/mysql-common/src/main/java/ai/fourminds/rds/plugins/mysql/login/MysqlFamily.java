package ai.fourminds.rds.plugins.mysql.login;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.plugin.Endpoint;
import ai.fourminds.rds.plugins.mysql.session.ServerFault;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.regex.Pattern;

/** What logins of the family have alike, whichever native driver makes them. Stateless and thread-safe. */
public final class MysqlFamily {

    private static final Pattern HOST = Pattern.compile("[\\p{Alnum}._:%-]+");

    private MysqlFamily() {}

    /** What an error number of the server's means for a login. */
    public static FailureCode fault(int errorCode) {
        return ServerFault.of(errorCode);
    }

    /** {@code host:port} as a native URL takes it; a native URL takes more, so nothing but a host may be there. */
    public static String address(Endpoint endpoint) throws SQLException {
        String host = endpoint.host();
        if (!HOST.matcher(host).matches()) {
            throw new SQLNonTransientConnectionException(
                    "the instance's host \"" + host + "\" is not a host name or address; see instanceHost", "08001");
        }
        return endpoint.toString();
    }
}
