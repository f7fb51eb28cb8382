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
 * The users who authenticate with IAM. The server has no AWSAuthenticationPlugin, so the table {@code
 * mysql.rds_iam_users} lists them, and the gateway logs in for them with a password that it sets. Thread-safe: one
 * connection, one query at a time.
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
    /** The stored form of the passwords that this class set, by user; another one shows a change since. */
    private final Map<String, String> given = new HashMap<>();

    private @Nullable Connection connection;

    /** @param writer returns the server that accepts changes, which {@code server} need not be */
    IamUsers(MysqlServer server, String password, Supplier<MysqlServer> writer) {
        this.server = server;
        this.password = password;
        this.writer = writer;
    }

    boolean isIamUser(String user) throws IOException {
        return storedPassword(user) != null;
    }

    /** Returns the password of {@code user}; sets it first if the server has another one. */
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

    /** Waits until the server has replicated all changes of {@code leader}. */
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
            // The message could quote the statement.
            throw new IOException("the database does not take a password for one of its users: " + e.getSQLState());
        }
    }

    /** Not needed if the server ends, too. */
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
