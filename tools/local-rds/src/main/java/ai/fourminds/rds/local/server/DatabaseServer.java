package ai.fourminds.rds.local.server;

import ai.fourminds.rds.local.iam.token.ConnectTokens;
import ai.fourminds.rds.local.iam.token.DatabaseAddress;
import ai.fourminds.rds.local.server.gateway.Reception;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** A running database server behind any number of instances. Thread-safe. */
public interface DatabaseServer extends AutoCloseable {
    /** Returns the engine's name in its usual spelling. */
    String name();

    String ownDatabase();

    /** Opens a superuser's connection to {@code database}, bypassing the gateways. The caller closes it. */
    Connection adminConnection(String database) throws SQLException;

    /**
     * Returns a reception for clients of the database that is announced at {@code address}.
     *
     * @param tls called for each client
     */
    Reception reception(DatabaseAddress address, Supplier<SSLContext> tls, ConnectTokens tokens);

    void loadUsers() throws IOException, SQLException;

    /** Loads the sample databases that the server lacks, which the IAM user may read. */
    void loadDatabases() throws IOException, SQLException;

    @Override
    void close() throws IOException;

    /** Runs statements in {@code database} as superuser. */
    default void run(String database, String... statements) throws SQLException {
        try (Connection connection = adminConnection(database);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    /** Returns the first value of the answer to a query in the engine's own database; empty for no row. */
    default Optional<String> ask(String query, String... parameters) throws SQLException {
        try (Connection connection = adminConnection(ownDatabase())) {
            return ask(connection, query, parameters);
        }
    }

    /** Returns the first value of the answer to a query; empty for no row. */
    static Optional<String> ask(Connection connection, String query, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() ? Optional.of(String.valueOf(answer.getString(1))) : Optional.empty();
            }
        }
    }

    /** Returns a script beside the class. */
    default String script(String resource) throws IOException {
        try (InputStream in = getClass().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the resource " + resource + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
