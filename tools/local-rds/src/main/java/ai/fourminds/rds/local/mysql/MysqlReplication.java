package ai.fourminds.rds.local.mysql;

import ai.fourminds.rds.local.server.Administration;
import ai.fourminds.rds.local.server.Replicas;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A writer and replicas that follow it by global transaction ids. Aurora's readers have {@code @@innodb_read_only = 1};
 * these must write what they replicate, so they have {@code @@super_read_only = 1}, which refuses writes with the same
 * error, 1290.
 *
 * @param password root's
 * @param iamPassword the password with which the gateways log in IAM users
 */
record MysqlReplication(List<MysqlProgram> programs, String password, String iamPassword)
        implements Replicas.Replication<MysqlServer> {
    private static final int LIMIT_SECONDS = 60;

    private static final String CLIENTS = """
        select id from information_schema.processlist
        where user not in ('root', 'system user', 'event_scheduler') and command not like 'Binlog Dump%'
        order by id desc
        """;

    /** Returns the options of the server of this number. */
    static List<String> options(int number) {
        return List.of(
                "--server-id=" + (number + 1),
                "--log-bin=binlog",
                "--relay-log=relay",
                "--gtid-mode=ON",
                "--enforce-gtid-consistency=ON",
                "--skip-replica-start=ON",
                "--sync-binlog=0",
                "--innodb-buffer-pool-size=32M");
    }

    @Override
    public void prepare() throws IOException {
        MysqlProgram first = programs.get(0);
        first.prepare(password);
        for (MysqlProgram replica : programs.subList(1, programs.size())) {
            first.copyTo(replica);
        }
    }

    @Override
    public MysqlServer launch(int number, Supplier<MysqlServer> writer) throws IOException {
        return MysqlServer.launch(programs.get(number), password, iamPassword, writer);
    }

    @Override
    public void follow(MysqlServer reader, MysqlServer leader) throws SQLException {
        reader.run("mysql", "set global super_read_only = on", "stop replica");
        changeSource(reader, leader.administration());
        reader.run("mysql", "start replica");
    }

    private static void changeSource(MysqlServer server, Administration leader) throws SQLException {
        String change = """
            change replication source to source_host = ?, source_port = ?, source_user = ?, source_password = ?,
            source_auto_position = 1, source_connect_retry = 1, get_source_public_key = 1
            """;
        try (Connection connection = server.adminConnection("mysql");
                PreparedStatement source = connection.prepareStatement(change)) {
            source.setString(1, leader.host());
            source.setInt(2, leader.port());
            source.setString(3, leader.user());
            source.setString(4, leader.password());
            source.execute();
        } catch (SQLException e) {
            // The message could quote the statement.
            throw new SQLException("a replica does not follow: error " + e.getErrorCode(), e.getSQLState());
        }
    }

    @Override
    public void promote(MysqlServer next, MysqlServer old) throws IOException, SQLException {
        disconnectClients(old);
        old.run("mysql", "set global super_read_only = on");
        disconnectClients(old);
        await(next, written(old));
        next.run(
                "mysql",
                "stop replica",
                "reset replica all",
                "set global super_read_only = off, global read_only = off");
    }

    /** Newest first: an older client may block a newer one, which would otherwise proceed. */
    private static void disconnectClients(MysqlServer server) throws SQLException {
        try (Connection connection = server.adminConnection("mysql");
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

    @Override
    public String written(MysqlServer leader) throws SQLException {
        return leader.ask("select @@global.gtid_executed").orElseThrow();
    }

    @Override
    public void await(MysqlServer reader, String position) throws IOException, SQLException {
        awaitTransactions(reader, position);
    }

    /** Waits until {@code server} has these transactions. */
    static void awaitTransactions(MysqlServer server, String transactions) throws IOException, SQLException {
        String question = "select wait_for_executed_gtid_set(?, " + LIMIT_SECONDS + ")";
        if (!server.ask(question, transactions).equals(Optional.of("0"))) {
            throw new IOException("a replica lags behind by more than " + LIMIT_SECONDS + " s");
        }
    }
}
