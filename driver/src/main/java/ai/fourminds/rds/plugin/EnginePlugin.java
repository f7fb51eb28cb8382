package ai.fourminds.rds.plugin;

import ai.fourminds.rds.failure.FailureCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Connects to one database engine with its native driver, and classifies its login failures. An engine that can be
 * browsed also implements {@link ai.fourminds.rds.plugin.catalogue.CataloguePlugin}, one that can be exported
 * {@link ai.fourminds.rds.plugin.export.ExportPlugin}. Registered in {@code META-INF/services} under this name;
 * stateless and thread-safe.
 */
public interface EnginePlugin {

    /** Returns the engine's name in {@code jdbc:fourminds-rds:<engine>://}, lower case: {@code postgresql}. */
    String name();

    /** Returns the values of {@code DBInstance.Engine} (RDS {@code DescribeDBInstances}) that this plugin serves. */
    Set<String> rdsEngines();

    /** Returns engines of another plugin that this one also serves if the setting {@code nativeDriver} names it. */
    default Set<String> alsoServes() {
        return Set.of();
    }

    /** Returns the default port of this engine. */
    int defaultPort();

    /**
     * Returns the native driver properties that callers may not set because they would weaken TLS, move the connection
     * or carry a password, each with what to use instead: {@code sslmode -> "TLS is always verified; see tlsMode"}.
     */
    Map<String, String> reservedProperties();

    /**
     * Returns the native driver properties that a URL, which a stranger may have written, may set: those that load no
     * class, touch no file, run no SQL and choose no host. All others, unknown ones included, need properties or a
     * saved connection.
     */
    default Set<String> urlProperties() {
        return Set.of();
    }

    /**
     * Opens the native driver's own connection. Must send the token only after the server's certificate has been
     * verified as {@link ConnectRequest#tls()} requires, for {@link ConnectRequest#endpoint()}, whatever address was
     * dialled.
     *
     * @throws SQLException the native driver's failure, unchanged; {@link #classify} tells what it means
     */
    Connection connect(ConnectRequest request) throws SQLException;

    /**
     * Classifies a failure of {@link #connect}: a code of the kind {@code LOGIN}, or {@code TLS_NOT_OFFERED},
     * {@code TLS_FAILED} (the server sees a connection without TLS), {@code PROTOCOL_ERROR},
     * {@code NATIVE_PROPERTY_INVALID}; {@code LOGIN_FAILED} for any other. The caller recognises other network and TLS
     * causes in the chain.
     */
    FailureCode classify(SQLException failure);

    /**
     * Returns, in one round trip, whether a connection of {@link #connect} leads to a server that accepts writes: a
     * cluster's writer, not a reader. Called for clusters only.
     */
    default boolean takesWrites(Connection connection) throws SQLException {
        return true;
    }

    /**
     * Returns the native properties that tell the server which program a connection belongs to, for auditing; empty if
     * there are none.
     */
    default Map<String, String> programProperties(String program) {
        return Map.of();
    }

    /** Stops the background threads of the native driver, before its class loader is dropped. */
    default void unload() {}

    /** Returns why no server of this engine can have such a user, as the end of a sentence; empty if one can. */
    default Optional<String> userComplaint(String user) {
        return Optional.empty();
    }

    /**
     * Returns alternative statements, of which an administrator runs one to let {@code user} into {@code database},
     * identifiers quoted: first the grant, then, if the engine has roles that must be activated, the statement that
     * activates those the user has.
     */
    default List<String> databaseStatements(String user, String database) {
        return List.of();
    }

    /**
     * Returns the statements that an administrator runs to make {@code user} log in by IAM authentication, identifiers
     * quoted.
     */
    List<String> userStatements(String user);
}
