package ai.fourminds.rds.local.postgresql;

import ai.fourminds.rds.local.server.DatabaseServer;
import ai.fourminds.rds.local.server.MissingRequirement;
import ai.fourminds.rds.local.server.Passwords;
import ai.fourminds.rds.local.server.Replicas;
import ai.fourminds.rds.local.server.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Real PostgreSQL servers: a writer and streaming standbys. pg_basebackup and pg_rewind are not available: a copy of
 * data that no server has started from replaces the one, and a server that was shut down in order does not need the
 * other.
 */
public final class PostgresReplicas implements Replicas {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> OPTIONS =
            List.of("wal_keep_size=512MB", "wal_retrieve_retry_interval=100ms", "shared_buffers=32MB");

    private final String password;
    private final List<PostgresProgram> programs;
    private final List<PostgresServer> servers = new CopyOnWriteArrayList<>();
    private volatile int writer;

    private PostgresReplicas(List<PostgresProgram> programs, String password) {
        this.programs = List.copyOf(programs);
        this.password = password;
    }

    /**
     * Starts the servers; the first is the writer.
     *
     * @param cache the folder that keeps PostgreSQL's programs between runs
     * @param folder the prefix of the servers' folders
     */
    public static PostgresReplicas start(Path cache, Path folder, int size, Consumer<String> progress)
            throws IOException {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
            throw new MissingRequirement("a cluster of PostgreSQL runs on Linux and macOS only");
        }
        Path home = PostgresBinaries.unpacked(cache, () -> progress.accept("Unpacking PostgreSQL"))
                .toAbsolutePath();
        List<PostgresProgram> programs = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            Path own = RunningServer.socketFolder(folder.resolveSibling(folder.getFileName() + "-" + i), "PostgreSQL");
            programs.add(new PostgresProgram(home, own, OPTIONS));
        }
        progress.accept("Starting a cluster of " + size + " PostgreSQLs");
        var replicas = new PostgresReplicas(programs, Passwords.random());
        try {
            replicas.start();
            return replicas;
        } catch (IOException e) {
            replicas.close();
            throw e;
        }
    }

    private synchronized void start() throws IOException {
        PostgresProgram first = programs.get(0);
        first.prepare(password);
        for (PostgresProgram standby : programs.subList(1, programs.size())) {
            first.copyTo(standby);
            standby.demote();
        }
        for (PostgresProgram program : programs) {
            servers.add(PostgresServer.of(program, program.launch(), password));
        }
        for (int reader : readers()) {
            follow(reader, 0);
        }
    }

    @Override
    public int size() {
        return programs.size();
    }

    @Override
    public DatabaseServer server(int number) {
        return servers.get(number);
    }

    /** Returns the writer. */
    public PostgresServer first() {
        return servers.get(writer);
    }

    @Override
    public synchronized void promote(int number) throws IOException {
        int old = writer;
        await(number, "select exists (select from pg_stat_wal_receiver where status = 'streaming')");
        // An orderly shutdown sends the standbys all changes.
        servers.get(old).close();
        await(number, "select pg_promote()");
        writer = number;
        programs.get(old).demote();
        servers.set(old, PostgresServer.of(programs.get(old), programs.get(old).launch(), password));
        for (int reader : readers()) {
            follow(reader, number);
        }
        settle();
    }

    @Override
    public synchronized void settle() throws IOException {
        String written;
        try (Connection connection = servers.get(writer).adminConnection()) {
            written = ask(connection, "select pg_current_wal_insert_lsn()");
        } catch (SQLException e) {
            throw silent(e);
        }
        for (int reader : readers()) {
            await(reader, "select pg_last_wal_replay_lsn() >= '" + written + "'");
        }
    }

    private int[] readers() {
        return IntStream.range(0, servers.size()).filter(i -> i != writer).toArray();
    }

    private void follow(int reader, int leader) throws IOException {
        String host = programs.get(leader).folder().toString();
        String from = "host='%s' port=%d user=postgres"
                .formatted(
                        host.replace("\\", "\\\\").replace("'", "\\'"),
                        servers.get(leader).port());
        try (Connection connection = servers.get(reader).adminConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set primary_conninfo = " + statement.enquoteLiteral(from));
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IOException("a standby does not take its settings: " + e.getMessage(), e);
        }
    }

    private void await(int number, String question) throws IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        // One connection for all attempts: each login costs a server process and thousands of digest rounds.
        try (Connection connection = servers.get(number).adminConnection()) {
            while (!ask(connection, question).equals("t")) {
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            "the cluster does not settle within " + LIMIT.toSeconds() + " s: " + question);
                }
                Thread.sleep(20);
            }
        } catch (SQLException e) {
            throw silent(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the cluster settles", e);
        }
    }

    private static String ask(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return String.valueOf(answer.getString(1));
        }
    }

    private static IOException silent(SQLException cause) {
        return new IOException("a server of the cluster does not answer: " + cause.getMessage(), cause);
    }

    @Override
    public synchronized void close() throws IOException {
        for (int reader : readers()) {
            servers.get(reader).close();
        }
        if (!servers.isEmpty()) {
            first().close();
        }
    }
}
