package ai.fourminds.rds.plugin;

import ai.fourminds.rds.failure.FailureCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How to connect to one database engine with its native driver, and what its login failures mean. An engine that can be
 * browsed implements {@link ai.fourminds.rds.plugin.catalogue.CataloguePlugin} too, one that can be exported
 * {@link ai.fourminds.rds.plugin.export.ExportPlugin}. Registered in {@code META-INF/services} under this name; stateless
 * and thread-safe.
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

    /** The default port of this engine. */
    int defaultPort();

    /**
     * Native driver properties that callers may not set because they would weaken TLS, move the connection or carry a
     * password, each with what to use instead: {@code sslmode -> "TLS is always verified; see tlsMode"}.
     */
    Map<String, String> reservedProperties();

    /**
     * The native driver's properties that a URL may set, which strangers may have written: those that load no class, touch no
     * file, run no SQL and choose no host. All others, unknown ones included, come from properties and saved connections.
     */
    default Set<String> urlProperties() {
        return Set.of();
    }

    /**
     * Opens the native driver's own connection. The token is sent only after the server's certificate has been verified
     * as {@link ConnectRequest#tls()} says, for {@link ConnectRequest#endpoint()}, whatever address was dialled.
     *
     * @throws SQLException the native driver's failure, unchanged; {@link #classify} tells what it means
     */
    Connection connect(ConnectRequest request) throws SQLException;

    /**
     * What a failure of {@link #connect} means: one of the kind {@code LOGIN} (every engine's logins fail in these ways), or
     * {@code TLS_NOT_OFFERED}, {@code TLS_FAILED} (the server believes that the connection has no TLS),
     * {@code PROTOCOL_ERROR}, {@code NATIVE_PROPERTY_INVALID}; {@code LOGIN_FAILED} when it is none of them. Other network and
     * TLS causes in the chain are recognised by the caller.
     */
    FailureCode classify(SQLException failure);

    /**
     * Whether a connection of {@link #connect} leads to a server that takes writes, in one round trip: a writer of a cluster, not
     * a reader. Asked on clusters alone.
     */
    default boolean takesWrites(Connection connection) throws SQLException {
        return true;
    }

    /**
     * The native properties by which a connection tells the server what program it is of, for those who audit it; empty where there
     * are none.
     */
    default Map<String, String> programProperties(String program) {
        return Map.of();
    }

    /** Stops the background threads of the native driver, before its class loader is unloaded. */
    default void unload() {}

    /** Why no server of this engine can have a user of that name, as the end of a sentence; empty when one can. */
    default Optional<String> userComplaint(String user) {
        return Optional.empty();
    }

    /**
     * The statements of which an administrator runs one to let {@code user} into {@code database}, identifiers quoted: first the
     * grant, then, where the engine has roles that must be activated, the statement that activates those the user has.
     */
    default List<String> databaseStatements(String user, String database) {
        return List.of();
    }

    /** The statements an administrator runs to make {@code user} log in by IAM authentication, identifiers quoted. */
    List<String> userStatements(String user);
}
