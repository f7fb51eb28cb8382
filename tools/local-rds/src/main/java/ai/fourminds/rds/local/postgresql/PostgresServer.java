package ai.fourminds.rds.local.postgresql;

import ai.fourminds.rds.local.iam.ConnectTokens;
import ai.fourminds.rds.local.iam.DatabaseAddress;
import ai.fourminds.rds.local.server.DatabaseServer;
import ai.fourminds.rds.local.server.Gateway;
import ai.fourminds.rds.local.server.Loopback;
import ai.fourminds.rds.local.server.Passwords;
import ai.fourminds.rds.local.server.ServerProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * A real PostgreSQL on loopback. Its superuser needs a password that only this process knows; IAM users come in
 * without one, but only through a socket in a folder that is closed to other users of the machine. Thread-safe.
 */
public final class PostgresServer implements DatabaseServer {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int LONGEST_SOCKET_FOLDER = 85;
    private static final String ACCESS_RULES = """
            local all +rds_iam                trust
            host  all postgres   127.0.0.1/32 scram-sha-256
            """;

    private final Path home;
    private final Path folder;
    private final String password = Passwords.random();
    private final RoleCatalogue roles = new RoleCatalogue(this);
    private int port;
    private ServerProcess process;

    private PostgresServer(Path home, Path folder) throws IOException {
        this.home = home;
        this.folder = folder;
        initialise();
        this.port = Loopback.freePort();
        this.process = launch();
    }

    /**
     * Starts a server on a free port and waits until it takes connections.
     *
     * @param cache where PostgreSQL's programs are kept between runs
     * @param folder where this server's data lives; closed to other users, and the caller's to delete
     */
    public static PostgresServer start(Path cache, Path folder, Consumer<String> progress) throws IOException {
        if (folder.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_SOCKET_FOLDER) {
            throw new IOException("the working directory " + folder + " is too long a path for PostgreSQL's socket: "
                    + "choose one of at most " + LONGEST_SOCKET_FOLDER + " bytes");
        }
        Path home = PostgresBinaries.unpacked(cache, () -> progress.accept("Unpacking PostgreSQL"));
        progress.accept("Starting PostgreSQL");
        PostgresServer server = new PostgresServer(home, folder.toAbsolutePath());
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
        return adminConnection("postgres");
    }

    @Override
    public Connection adminConnection(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("password", password);
        String path = URLEncoder.encode(database, StandardCharsets.UTF_8);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + path, properties);
    }

    @Override
    public Gateway open(ServerSocket listener, DatabaseAddress address, SSLContext tls, ConnectTokens tokens) {
        var reception = new PostgresReception(new Login(address, tokens, this), tls);
        return Gateway.start(listener, reception, Gateway.LOGIN_LIMIT);
    }

    /** The socket through which the gateways reach this server. */
    Path socket() {
        return folder.resolve(".s.PGSQL." + port);
    }

    RoleCatalogue roles() {
        return roles;
    }

    @Override
    public void close() throws IOException {
        process.stop(STOP_LIMIT);
    }

    private void initialise() throws IOException {
        ServerProcess.run(
                ServerProcess.asOrdinaryUser(List.of(
                        program("initdb"),
                        "--pgdata=" + data(),
                        "--username=postgres",
                        "--auth=scram-sha-256",
                        "--pwfile=/dev/stdin",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--locale=C.UTF-8",
                        "--no-sync",
                        "--no-instructions")),
                password,
                log());
        Files.writeString(data().resolve("pg_hba.conf"), ACCESS_RULES);
    }

    private ServerProcess launch() throws IOException {
        return ServerProcess.start(command(), "INT", log());
    }

    private List<String> command() {
        return ServerProcess.asOrdinaryUser(List.of(
                program("postgres"),
                "-D",
                data().toString(),
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=" + folder,
                "-c",
                "unix_socket_permissions=0700",
                "-c",
                "fsync=off",
                "-c",
                "full_page_writes=off",
                "-c",
                "synchronous_commit=off",
                "-c",
                "timezone=UTC",
                "-c",
                "log_timezone=UTC"));
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

    /** The last line of the server's PID file says how far it is, which is what pg_ctl goes by too. */
    private boolean ready() throws IOException {
        Path pidFile = data().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return false;
        }
        List<String> lines = Files.readAllLines(pidFile, StandardCharsets.UTF_8);
        return lines.size() >= 8 && lines.get(7).strip().equals("ready");
    }

    private String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path log() {
        return folder.resolve("postgresql.log");
    }
}
