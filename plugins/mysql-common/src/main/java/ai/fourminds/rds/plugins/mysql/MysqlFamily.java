package ai.fourminds.rds.plugins.mysql;

import ai.fourminds.rds.plugin.Catalogue;
import ai.fourminds.rds.plugin.ConnectFault;
import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.Endpoint;
import ai.fourminds.rds.plugin.ExportSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What plugins of the family do alike, whichever native driver they hold. Stateless and thread-safe. */
public final class MysqlFamily {

    /** RDS engines of MySQL. */
    public static final Set<String> MYSQL_ENGINES = Set.of("mysql", "aurora-mysql", "aurora");

    /** RDS engines of MariaDB. */
    public static final Set<String> MARIADB_ENGINES = Set.of("mariadb");

    /** Where a server of the family listens. */
    public static final int PORT = 3306;

    private static final Pattern HOST = Pattern.compile("[\\p{Alnum}._:%-]+");

    private MysqlFamily() {}

    /** The catalogue seen through a connection that the caller keeps. */
    public static Catalogue catalogue(Connection connection) {
        return new FamilyCatalogue(connection);
    }

    /** An export each of whose channels reads a snapshot of its own. */
    public static ExportSession openExport(ConnectionSource connections) {
        return new FamilySession(connections);
    }

    /** What an error number of the server's means for a login. */
    public static ConnectFault fault(int errorCode) {
        return ServerFault.of(errorCode);
    }

    /** {@code host:port} as a native URL takes it; a native URL takes more, so nothing but a host may be there. */
    public static String address(Endpoint endpoint) throws SQLException {
        String host = endpoint.host();
        if (!HOST.matcher(host).matches()) {
            throw new SQLNonTransientConnectionException(
                    "the instance's host \"" + host + "\" is not a host name or address; see instanceHost", "08001");
        }
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + endpoint.port();
    }

    /** The statements that make a user log in by IAM authentication, as the RDS guide has them. */
    public static List<String> userStatements(String user) {
        String name = SqlText.literal(user) + "@'%'";
        return List.of(
                "CREATE USER " + name + " IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS'",
                "GRANT SELECT ON *.* TO " + name);
    }
}
