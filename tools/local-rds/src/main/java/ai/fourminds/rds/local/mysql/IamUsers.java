package ai.fourminds.rds.local.mysql;

import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who authenticates with IAM. The server behind has no AWSAuthenticationPlugin, so the table {@code mysql.rds_iam_users}
 * names its users, and the gateway logs in for them by a password that it gave them. Thread-safe: one connection, one
 * question at a time.
 */
final class IamUsers implements Closeable {
    private static final String STORED_PASSWORD = """
            select users.authentication_string
            from mysql.user users join mysql.rds_iam_users iam on iam.user = users.user
            where users.user = ? and users.host = '%'
            """;

    private final MysqlServer server;
    private final String password;
    private final Supplier<MysqlServer> writer;
    /** By user, what the server stores of the password that we gave: shows whether it has been changed since. */
    private final Map<String, String> given = new HashMap<>();

    private @Nullable Connection connection;

    /** @param writer the server that takes changes, which {@code server} itself need not be */
    IamUsers(MysqlServer server, String password, Supplier<MysqlServer> writer) {
        this.server = server;
        this.password = password;
        this.writer = writer;
    }

    boolean isIamUser(String user) throws IOException {
        return storedPassword(user) != null;
    }

    /** What the server knows {@code user} by, from now on if it was something else before. */
    String password(String user) throws IOException {
        MysqlServer changed = writer.get();
        changed.users().ensure(user);
        if (changed != server) {
            follow(changed);
        }
        return password;
    }

    private synchronized void ensure(String user) throws IOException {
        if (!Objects.equals(given.get(user), storedPassword(user))) {
            changePassword(user);
            given.put(user, Objects.requireNonNullElse(storedPassword(user), ""));
        }
    }

    /** Waits until the server has what {@code leader} has. */
    private void follow(MysqlServer leader) throws IOException {
        try {
            Replication.await(server, Replication.written(leader));
        } catch (SQLException e) {
            throw new IOException("the database does not say how far it follows", e);
        }
    }

    private synchronized @Nullable String storedPassword(String user) throws IOException {
        try (PreparedStatement statement = connection().prepareStatement(STORED_PASSWORD)) {
            statement.setString(1, user);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new IOException("the database does not say who its users are", e);
        }
    }

    private void changePassword(String user) throws IOException {
        try (PreparedStatement statement = connection().prepareStatement("alter user ?@'%' identified by ?")) {
            statement.setString(1, user);
            statement.setString(2, password);
            statement.execute();
        } catch (SQLException e) {
            // Its message could quote the statement.
            throw new IOException("the database does not take a password for one of its users: " + e.getSQLState());
        }
    }

    /** Not needed where the server ends, too. */
    @Override
    public synchronized void close() throws IOException {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IOException("the connection to the database does not close", e);
        }
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null || !open.isValid(5)) {
            open = server.adminConnection();
            connection = open;
        }
        return open;
    }
}
