package ai.fourminds.rds.local.postgresql;

import ai.fourminds.rds.local.iam.token.ConnectTokens;
import ai.fourminds.rds.local.iam.token.DatabaseAddress;
import ai.fourminds.rds.local.server.Administration;
import ai.fourminds.rds.local.server.DatabaseServer;
import ai.fourminds.rds.local.server.KeptConnection;
import ai.fourminds.rds.local.server.MissingRequirement;
import ai.fourminds.rds.local.server.Replicas;
import ai.fourminds.rds.local.server.ServerProcess;
import ai.fourminds.rds.local.server.gateway.Reception;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL server on loopback, started here or running already. Thread-safe. */
public final class PostgresServer implements DatabaseServer {
    private static final String IS_IAM_USER = """
        select exists (
            select from pg_roles role
            join pg_roles iam on iam.rolname = 'rds_iam'
            where role.rolname = ? and not role.rolsuper and pg_has_role(role.oid, iam.oid, 'MEMBER'))
        """;

    private final Administration administration;
    private final SocketAddress address;
    private final @Nullable ServerProcess ours;
    private final KeptConnection questions = new KeptConnection(this);

    private PostgresServer(Administration administration, SocketAddress address, @Nullable ServerProcess ours) {
        this.administration = administration;
        this.address = address;
        this.ours = ours;
    }

    /**
     * Starts a server on a free port and waits until it accepts connections. Only this process knows its superuser's
     * password.
     *
     * @param cache the folder that keeps PostgreSQL's programs between runs
     * @param folder the folder of the server's data, closed to other users; the caller deletes it
     */
    public static PostgresServer start(Path cache, Path folder, Consumer<String> progress) throws IOException {
        PostgresProgram program = program(cache, folder, List.of(), progress);
        progress.accept("Starting PostgreSQL");
        String password = Administration.newPassword();
        program.prepare(password);
        return launch(program, password);
    }

    /**
     * Starts a cluster; see {@link #start}.
     *
     * @param folder the prefix of the servers' folders
     * @throws MissingRequirement on Windows
     */
    public static Replicas<PostgresServer> cluster(Path cache, Path folder, int size, Consumer<String> progress)
            throws IOException {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
            throw new MissingRequirement("a cluster of PostgreSQL runs on Linux and macOS only");
        }
        List<PostgresProgram> programs = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            Path own = folder.resolveSibling(folder.getFileName() + "-" + i);
            programs.add(program(cache, own, PostgresReplication.OPTIONS, progress));
        }
        progress.accept("Starting a cluster of " + size + " PostgreSQLs");
        return Replicas.start(size, new PostgresReplication(programs, Administration.newPassword()));
    }

    private static PostgresProgram program(Path cache, Path folder, List<String> options, Consumer<String> progress)
            throws IOException {
        Path own = ServerProcess.socketFolder(folder, "PostgreSQL");
        Path home = PostgresBinaries.unpacked(cache, () -> progress.accept("Unpacking PostgreSQL"));
        return new PostgresProgram(home.toAbsolutePath(), own, options);
    }

    /** Starts a server on prepared data. */
    static PostgresServer launch(PostgresProgram program, String password) throws IOException {
        ServerProcess server = program.launch();
        return new PostgresServer(
                new Administration("127.0.0.1", server.port(), "postgres", password),
                UnixDomainSocketAddress.of(program.socket(server.port())),
                server);
    }

    /** Returns a server that runs already and trusts local clients; closing leaves it running. */
    public static PostgresServer at(Administration administration) {
        var address = new InetSocketAddress(administration.host(), administration.port());
        return new PostgresServer(administration, address, null);
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public String ownDatabase() {
        return "postgres";
    }

    @Override
    public Connection adminConnection(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", administration.user());
        properties.setProperty("password", administration.password());
        String path = URLEncoder.encode(database, StandardCharsets.UTF_8);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + administration.host() + ":" + administration.port() + "/" + path, properties);
    }

    @Override
    public Reception reception(DatabaseAddress announced, Supplier<SSLContext> tls, ConnectTokens tokens) {
        return new PostgresReception(announced, tls, tokens, this);
    }

    int port() {
        return administration.port();
    }

    /** Returns the folder of the server's socket. */
    Path socketFolder() {
        return Objects.requireNonNull(
                ((UnixDomainSocketAddress) address).getPath().getParent());
    }

    /** Returns the address that the gateways connect to. */
    SocketAddress address() {
        return address;
    }

    /** Whether {@code role} exists and is a member of {@code rds_iam}, directly or not. */
    boolean isIamUser(String role) throws IOException {
        return questions.ask(IS_IAM_USER, role).equals(Optional.of("t"));
    }

    @Override
    public void loadUsers() throws IOException, SQLException {
        createIfMissing("rdsadmin");
        run("postgres", script("roles.sql"));
    }

    @Override
    public void loadDatabases() throws IOException, SQLException {
        for (String database : new String[] {"sales", "hr"}) {
            if (createIfMissing(database)) {
                run(database, script(database + ".sql"));
            }
        }
    }

    /** Creates a database; returns false if it exists, as on a server that ran before. */
    private boolean createIfMissing(String database) throws SQLException {
        boolean missing =
                ask("select 1 from pg_database where datname = ?", database).isEmpty();
        if (missing) {
            run("postgres", "create database " + database);
        }
        return missing;
    }

    @Override
    public void close() throws IOException {
        if (ours != null) {
            ours.stop();
        } else {
            questions.close();
        }
    }
}
