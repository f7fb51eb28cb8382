package ai.fourminds.rds.plugin;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that is known of one database engine: how to reach it with its native driver, what its login failures mean, its
 * catalogue, and how its tables become CSV. Registered in {@code META-INF/services}; stateless and thread-safe.
 */
public interface EnginePlugin {

    /** The engine's name in {@code jdbc:fourminds-rds:<engine>://}, lower case: {@code postgresql}. */
    String name();

    /** The values of {@code DBInstance.Engine} (RDS {@code DescribeDBInstances}) that this plugin serves. */
    Set<String> rdsEngines();

    /** Engines of another plugin that this one can serve as well when the setting {@code nativeDriver} names it. */
    default Set<String> alsoServes() {
        return Set.of();
    }

    /** The port a server of this engine listens on when nobody says otherwise. */
    int defaultPort();

    /**
     * Native driver properties that callers may not set because they would weaken TLS, move the connection or carry a
     * password, each with what to use instead: {@code sslmode -> "TLS is always verified; see tlsMode"}.
     */
    Map<String, String> reservedProperties();

    /**
     * Opens the native driver's own connection. The token is sent only after the server's certificate has been verified
     * as {@link ConnectRequest#tls()} says, for {@link ConnectRequest#endpoint()}, whatever address was dialled.
     *
     * @throws SQLException the native driver's failure, unchanged; {@link #classify} tells what it means
     */
    Connection connect(ConnectRequest request) throws SQLException;

    /** What a failure of {@link #connect} means. Network and TLS causes in the chain are recognised by the caller. */
    ConnectFault classify(SQLException failure);

    /** The catalogue as seen through a connection of {@link #connect}; the caller keeps and closes the connection. */
    Catalogue catalogue(Connection connection);

    /**
     * Starts an export of one database. Nothing is read yet; where the engine can, all channels of the session read one
     * snapshot.
     *
     * @param connections opens further connections to the same database; each is closed by the session that opened it
     */
    ExportSession openExport(ConnectionSource connections) throws SQLException;

    /** Ends what the native driver runs in the background of this class loader, which is about to be dropped. */
    default void unload() {}

    /** The statements an administrator runs to make {@code user} log in by IAM authentication, identifiers quoted. */
    List<String> userStatements(String user);
}
