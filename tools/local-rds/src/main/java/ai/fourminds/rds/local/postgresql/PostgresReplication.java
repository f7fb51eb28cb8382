package ai.fourminds.rds.local.postgresql;

import ai.fourminds.rds.local.server.DatabaseServer;
import ai.fourminds.rds.local.server.Replicas;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A writer and streaming standbys. pg_basebackup and pg_rewind are not available: a copy of data that no server has
 * started from replaces the one, and a server that was shut down in order does not need the other.
 *
 * @param password the superuser's
 */
record PostgresReplication(List<PostgresProgram> programs, String password)
        implements Replicas.Replication<PostgresServer> {
    static final List<String> OPTIONS =
            List.of("wal_keep_size=512MB", "wal_retrieve_retry_interval=100ms", "shared_buffers=32MB");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    public void prepare() throws IOException {
        PostgresProgram first = programs.get(0);
        first.prepare(password);
        for (PostgresProgram standby : programs.subList(1, programs.size())) {
            first.copyTo(standby);
            standby.demote();
        }
    }

    @Override
    public PostgresServer launch(int number, Supplier<PostgresServer> writer) throws IOException {
        return PostgresServer.launch(programs.get(number), password);
    }

    @Override
    public void follow(PostgresServer reader, PostgresServer leader) throws SQLException {
        String host = leader.socketFolder().toString().replace("\\", "\\\\").replace("'", "\\'");
        String from = "host='%s' port=%d user=postgres".formatted(host, leader.port());
        reader.run(
                "postgres",
                "alter system set primary_conninfo = '" + from.replace("'", "''") + "'",
                "select pg_reload_conf()");
    }

    @Override
    public void promote(PostgresServer next, PostgresServer old) throws IOException, SQLException {
        awaitTrue(next, "select exists (select from pg_stat_wal_receiver where status = 'streaming')");
        // An orderly shutdown sends the standbys all changes.
        old.close();
        awaitTrue(next, "select pg_promote()");
    }

    /** The previous writer has been shut down. */
    @Override
    public PostgresServer demote(int number, PostgresServer old, Supplier<PostgresServer> writer) throws IOException {
        programs.get(number).demote();
        return launch(number, writer);
    }

    @Override
    public String written(PostgresServer leader) throws SQLException {
        return leader.ask("select pg_current_wal_insert_lsn()").orElseThrow();
    }

    @Override
    public void await(PostgresServer reader, String position) throws IOException, SQLException {
        awaitTrue(reader, "select pg_last_wal_replay_lsn() >= '" + position + "'");
    }

    private static void awaitTrue(PostgresServer server, String question) throws IOException, SQLException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        // One connection for all attempts: each login costs a server process and thousands of digest rounds.
        try (Connection connection = server.adminConnection(server.ownDatabase())) {
            while (!DatabaseServer.ask(connection, question).equals(Optional.of("t"))) {
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            "the cluster does not settle within " + LIMIT.toSeconds() + " s: " + question);
                }
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the cluster settles", e);
        }
    }
}
