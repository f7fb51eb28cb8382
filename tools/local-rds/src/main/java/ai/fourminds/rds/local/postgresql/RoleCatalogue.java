package ai.fourminds.rds.local.postgresql;

import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Finds out from the database which users authenticate with IAM. Thread-safe: one connection, one query at a time. */
final class RoleCatalogue implements Closeable {
    private static final String IS_IAM_USER = """
            select exists (
                select from pg_roles role
                join pg_roles iam on iam.rolname = 'rds_iam'
                where role.rolname = ? and not role.rolsuper and pg_has_role(role.oid, iam.oid, 'MEMBER'))
            """;

    private final PostgresServer server;
    private @Nullable Connection connection;

    RoleCatalogue(PostgresServer server) {
        this.server = server;
    }

    /** Whether {@code role} exists and is a member of {@code rds_iam}, directly or not. */
    synchronized boolean isIamUser(String role) throws SQLException {
        Connection open = connection;
        if (open == null || !open.isValid(5)) {
            open = server.adminConnection("postgres");
            connection = open;
        }
        try (PreparedStatement statement = open.prepareStatement(IS_IAM_USER)) {
            statement.setString(1, role);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
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
}
