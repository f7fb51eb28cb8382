package ai.fourminds.rds.local.mysql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Statements for servers that replicate by global transaction ids. Stateless. */
final class Replication {
    private static final int LIMIT_SECONDS = 60;

    private static final String CLIENTS = """
            select id from information_schema.processlist
            where user not in ('root', 'system user', 'event_scheduler') and command not like 'Binlog Dump%'
            order by id desc
            """;

    private Replication() {}

    /** Makes {@code server} read-only, and replicates {@code leader}. */
    static void follow(MysqlServer server, MysqlServer leader) throws SQLException {
        execute(server, "set global super_read_only = on", "stop replica");
        changeSource(server, leader);
        execute(server, "start replica");
    }

    private static void changeSource(MysqlServer server, MysqlServer leader) throws SQLException {
        String change = """
                change replication source to source_host = ?, source_port = ?, source_user = ?, source_password = ?,
                source_auto_position = 1, source_connect_retry = 1, get_source_public_key = 1
                """;
        try (Connection connection = server.adminConnection();
                PreparedStatement source = connection.prepareStatement(change)) {
            source.setString(1, leader.administration().host());
            source.setInt(2, leader.administration().port());
            source.setString(3, leader.administration().user());
            source.setString(4, leader.administration().password());
            source.execute();
        } catch (SQLException e) {
            // The message could quote the statement.
            throw new SQLException("a replica does not follow: error " + e.getErrorCode(), e.getSQLState());
        }
    }

    /** Ends the replication to {@code server} and makes it writable. */
    static void lead(MysqlServer server) throws SQLException {
        execute(
                server,
                "stop replica",
                "reset replica all",
                "set global super_read_only = off, global read_only = off");
    }

    /** Makes {@code server} read-only and disconnects its clients. */
    static void quiesce(MysqlServer server) throws SQLException {
        disconnectClients(server);
        execute(server, "set global super_read_only = on");
        disconnectClients(server);
    }

    /** Newest first: an older client may block a newer one, which would otherwise proceed. */
    private static void disconnectClients(MysqlServer server) throws SQLException {
        try (Connection connection = server.adminConnection();
                Statement list = connection.createStatement();
                Statement kill = connection.createStatement();
                ResultSet clients = list.executeQuery(CLIENTS)) {
            while (clients.next()) {
                try {
                    kill.execute("kill " + clients.getLong(1));
                } catch (SQLException e) {
                    if (e.getErrorCode() != 1094) {
                        throw e;
                    }
                    // It has ended meanwhile.
                }
            }
        }
    }

    /** Returns the transactions that {@code server} has. */
    static String written(MysqlServer server) throws SQLException {
        try (Connection connection = server.adminConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("select @@global.gtid_executed")) {
            answer.next();
            return answer.getString(1);
        }
    }

    /** Waits until {@code server} has these transactions. */
    static void await(MysqlServer server, String transactions) throws SQLException, IOException {
        try (Connection connection = server.adminConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select wait_for_executed_gtid_set(?, " + LIMIT_SECONDS + ")")) {
            statement.setString(1, transactions);
            try (ResultSet answer = statement.executeQuery()) {
                if (!answer.next() || answer.getInt(1) != 0) {
                    throw new IOException("a replica lags behind by more than " + LIMIT_SECONDS + " s");
                }
            }
        }
    }

    private static void execute(MysqlServer server, String... statements) throws SQLException {
        try (Connection connection = server.adminConnection();
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }
}
