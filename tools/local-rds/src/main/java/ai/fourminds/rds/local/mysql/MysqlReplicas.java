package ai.fourminds.rds.local.mysql;

import ai.fourminds.rds.local.server.DatabaseServer;
import ai.fourminds.rds.local.server.Passwords;
import ai.fourminds.rds.local.server.Replicas;
import ai.fourminds.rds.local.server.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Real MySQL servers: a writer and replicas. Aurora's readers have {@code @@innodb_read_only = 1}; these must write
 * what they replicate, so they have {@code @@super_read_only = 1}, which refuses writes with the same error, 1290.
 */
public final class MysqlReplicas implements Replicas {
    /** MySQL accepts at most 32 characters for a replica's password. */
    private final String password = Passwords.random().substring(0, 32);

    private final String iamPassword = Passwords.random();
    private final List<MysqlProgram> programs;
    private final List<MysqlServer> servers = new CopyOnWriteArrayList<>();
    private volatile int writer;

    private MysqlReplicas(List<MysqlProgram> programs) {
        this.programs = List.copyOf(programs);
    }

    /**
     * Starts the servers; the first is the writer.
     *
     * @param cache the folder that keeps MySQL's programs between runs
     * @param folder the prefix of the servers' folders
     * @throws ai.fourminds.rds.local.server.MissingRequirement if this machine cannot run MySQL
     */
    public static MysqlReplicas start(Path cache, Path folder, int size, Consumer<String> progress) throws IOException {
        Distribution mysql = new Mysql();
        Path home =
                mysql.unpacked(cache, () -> progress.accept("Unpacking MySQL")).toAbsolutePath();
        List<MysqlProgram> programs = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            Path own = RunningServer.socketFolder(folder.resolveSibling(folder.getFileName() + "-" + i), "MySQL");
            programs.add(new MysqlProgram(mysql, home, own, options(i)));
        }
        progress.accept("Starting a cluster of " + size + " MySQLs");
        var replicas = new MysqlReplicas(programs);
        try {
            replicas.start();
            return replicas;
        } catch (IOException e) {
            replicas.close();
            throw e;
        }
    }

    private static List<String> options(int number) {
        return List.of(
                "--server-id=" + number,
                "--log-bin=binlog",
                "--relay-log=relay",
                "--gtid-mode=ON",
                "--enforce-gtid-consistency=ON",
                "--skip-replica-start=ON",
                "--sync-binlog=0",
                "--innodb-buffer-pool-size=32M");
    }

    private synchronized void start() throws IOException {
        MysqlProgram first = programs.get(0);
        first.prepare(password);
        for (MysqlProgram replica : programs.subList(1, programs.size())) {
            first.copyTo(replica);
        }
        for (MysqlProgram program : programs) {
            servers.add(MysqlServer.of(program, program.launch(), password, iamPassword, this::first));
        }
        try {
            followAll();
        } catch (SQLException e) {
            throw failed(e);
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
    public MysqlServer first() {
        return servers.get(writer);
    }

    @Override
    public synchronized void promote(int number) throws IOException {
        try {
            MysqlServer next = servers.get(number);
            Replication.quiesce(first());
            Replication.await(next, Replication.written(first()));
            Replication.lead(next);
            writer = number;
            followAll();
        } catch (SQLException e) {
            throw failed(e);
        }
        settle();
    }

    @Override
    public synchronized void settle() throws IOException {
        try {
            String written = Replication.written(first());
            for (int reader : readers()) {
                Replication.await(servers.get(reader), written);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void followAll() throws SQLException {
        for (int reader : readers()) {
            Replication.follow(servers.get(reader), first());
        }
    }

    private int[] readers() {
        return IntStream.range(0, servers.size()).filter(i -> i != writer).toArray();
    }

    private static IOException failed(SQLException e) {
        return new IOException("a server of the cluster does not do as it is told: " + e.getMessage(), e);
    }

    @Override
    public synchronized void close() throws IOException {
        for (MysqlServer server : servers) {
            server.close();
        }
    }
}
