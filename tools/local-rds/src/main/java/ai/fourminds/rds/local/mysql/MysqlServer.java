package ai.fourminds.rds.local.mysql;

import ai.fourminds.rds.local.iam.ConnectTokens;
import ai.fourminds.rds.local.iam.DatabaseAddress;
import ai.fourminds.rds.local.server.Backend;
import ai.fourminds.rds.local.server.DatabaseServer;
import ai.fourminds.rds.local.server.Gateway;
import ai.fourminds.rds.local.server.Loopback;
import ai.fourminds.rds.local.server.Passwords;
import ai.fourminds.rds.local.server.ServerProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * A real MariaDB or MySQL on loopback. All its users have passwords, which only this process knows and no file holds.
 * Gateways reach it through a socket in a folder that is closed to other users of the machine. Thread-safe.
 */
public final class MysqlServer implements DatabaseServer {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int LONGEST_FOLDER = 85;

    private final Distribution distribution;
    private final Path home;
    private final Path folder;
    private final String password = Passwords.random();
    private final String iamPassword = Passwords.random();
    private final IamUsers users = new IamUsers(this, iamPassword);
    private int port;
    private ServerProcess process;

    private MysqlServer(Distribution distribution, Path home, Path folder) throws IOException {
        this.distribution = distribution;
        this.home = home;
        this.folder = folder;
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("tmp"));
        String rootsPassword = "alter user 'root'@'localhost' identified by '" + password + "'";
        distribution.initialise(home, options(), rootsPassword, log());
        this.port = Loopback.freePort();
        this.process = launch();
    }

    /** Starts MariaDB; see {@link #start}. */
    public static MysqlServer mariadb(Path cache, Path folder, Consumer<String> progress) throws IOException {
        return start(new Mariadb(), cache, folder, progress);
    }

    /** Starts MySQL; see {@link #start}. */
    public static MysqlServer mysql(Path cache, Path folder, Consumer<String> progress) throws IOException {
        return start(new Mysql(), cache, folder, progress);
    }

    /**
     * Starts a server on a free port and waits until it takes connections.
     *
     * @param cache where the programs are kept between runs
     * @param folder where this server's data lives; closed to other users, and the caller's to delete
     * @throws ai.fourminds.rds.local.server.MissingRequirement where this machine cannot run it
     */
    private static MysqlServer start(Distribution distribution, Path cache, Path folder, Consumer<String> progress)
            throws IOException {
        Path own = folder.toAbsolutePath();
        if (own.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_FOLDER) {
            throw new IOException("the working directory " + folder + " is too long a path for " + distribution.name()
                    + "'s socket: choose one of at most " + LONGEST_FOLDER + " bytes");
        }
        Path home = distribution.unpacked(cache, () -> progress.accept("Unpacking " + distribution.name()));
        progress.accept("Starting " + distribution.name());
        MysqlServer server = new MysqlServer(distribution, home.toAbsolutePath(), own);
        try {
            server.awaitReady();
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public Connection adminConnection() throws SQLException {
        return adminConnection("mysql");
    }

    @Override
    public Connection adminConnection(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "root");
        properties.setProperty("password", password);
        properties.setProperty("sslMode", "disable");
        properties.setProperty("allowMultiQueries", "true");
        Connection connection = DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/", properties);
        try {
            // Not in the URL, where not every name can stand.
            connection.setCatalog(database);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public Gateway open(ServerSocket listener, DatabaseAddress address, SSLContext tls, ConnectTokens tokens) {
        return Gateway.start(listener, new MysqlReception(address, tls, tokens, this), Gateway.LOGIN_LIMIT);
    }

    /** The engine's name as people write it. */
    public String name() {
        return distribution.name();
    }

    /** The users, without which nobody may log in. */
    public void loadUsers() throws IOException, SQLException {
        SampleData.loadUsers(this, iamPassword);
    }

    /** The databases of somebody's business, readable by the IAM user. */
    public void loadDatabases() throws IOException, SQLException {
        SampleData.loadDatabases(this, distribution.samples());
    }

    /** The socket through which the gateways reach this server. */
    Path socket() {
        return folder.resolve("socket");
    }

    IamUsers users() {
        return users;
    }

    @Override
    public void close() throws IOException {
        process.stop(STOP_LIMIT);
    }

    private ServerProcess launch() throws IOException {
        // An orderly shutdown takes seconds, for data that are deleted next.
        return ServerProcess.start(command(), "KILL", log());
    }

    private List<String> command() {
        List<String> command = options();
        command.addAll(List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + socket(),
                "--pid-file=" + folder.resolve("pid"),
                // The gateway connects before its client has said anything, and has a limit of its own.
                "--connect-timeout=60"));
        return command;
    }

    private List<String> options() {
        List<String> options = new ArrayList<>();
        options.add(distribution.server(home).toString());
        options.add("--no-defaults");
        if (ServerProcess.runsAsRoot()) {
            options.add("--user=root");
        }
        options.addAll(List.of(
                "--basedir=" + home,
                "--datadir=" + folder.resolve("data"),
                "--tmpdir=" + folder.resolve("tmp"),
                "--skip-log-bin",
                "--ssl=OFF",
                "--local-infile=OFF",
                "--performance-schema=OFF",
                "--max-allowed-packet=64M",
                "--character-set-server=utf8mb4",
                "--default-time-zone=+00:00",
                "--innodb-buffer-pool-size=128M",
                "--innodb-flush-log-at-trx-commit=0"));
        options.addAll(distribution.options(home));
        return options;
    }

    /** A free port may be taken before the server gets to it; then another is tried. */
    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        for (int attempt = 1; !ready(); ) {
            boolean ended = process.endsWithin(Duration.ofMillis(20));
            if (ended && attempt++ < 3) {
                port = Loopback.freePort();
                process = launch();
            } else if (ended || System.nanoTime() > deadline) {
                throw ServerProcess.failure(command(), log());
            }
        }
    }

    private boolean ready() {
        try (Backend backend = Backend.connect(socket())) {
            return !Words.isError(Packet.read(backend).payload());
        } catch (IOException e) {
            return false;
        }
    }

    private Path log() {
        return folder.resolve("log");
    }
}
