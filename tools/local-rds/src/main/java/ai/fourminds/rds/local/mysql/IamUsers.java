package ai.fourminds.rds.local.mysql;

import ai.fourminds.rds.local.server.KeptConnection;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The users who authenticate with IAM. The server has no AWSAuthenticationPlugin, so the table {@code
 * mysql.rds_iam_users} lists them, and the gateway logs in for them with a password that it sets. Thread-safe.
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
    private final KeptConnection questions;

    /** The stored form of the passwords that this class set, by user; another one shows a change since. */
    private final Map<String, Optional<String>> given = new HashMap<>();

    /** @param writer returns the server that accepts changes, which {@code server} need not be */
    IamUsers(MysqlServer server, String password, Supplier<MysqlServer> writer) {
        this.server = server;
        this.password = password;
        this.writer = writer;
        this.questions = new KeptConnection(server);
    }

    boolean isIamUser(String user) throws IOException {
        return storedPassword(user).isPresent();
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
        if (!storedPassword(user).equals(given.get(user))) {
            changePassword(user);
            given.put(user, storedPassword(user));
        }
    }

    /** Waits until the server has replicated all changes of {@code leader}. */
    private void follow(MysqlServer leader) throws IOException {
        try {
            String written = leader.ask("select @@global.gtid_executed").orElseThrow();
            MysqlReplication.awaitTransactions(server, written);
        } catch (SQLException e) {
            throw new IOException("the database does not say how far it follows", e);
        }
    }

    private Optional<String> storedPassword(String user) throws IOException {
        return questions.ask(STORED_PASSWORD, user);
    }

    private void changePassword(String user) throws IOException {
        try (Connection connection = server.adminConnection("mysql");
                PreparedStatement statement = connection.prepareStatement("alter user ?@'%' identified by ?")) {
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
    public void close() throws IOException {
        questions.close();
    }
}
