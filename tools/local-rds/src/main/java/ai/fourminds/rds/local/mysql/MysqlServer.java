package ai.fourminds.rds.local.mysql;

import ai.fourminds.rds.local.iam.token.ConnectTokens;
import ai.fourminds.rds.local.iam.token.DatabaseAddress;
import ai.fourminds.rds.local.server.Administration;
import ai.fourminds.rds.local.server.DatabaseServer;
import ai.fourminds.rds.local.server.Replicas;
import ai.fourminds.rds.local.server.ServerProcess;
import ai.fourminds.rds.local.server.gateway.Reception;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A real MariaDB or MySQL server on loopback, started here or running already. Thread-safe. */
public final class MysqlServer implements DatabaseServer {
    private final Distribution distribution;
    private final Administration administration;
    private final SocketAddress address;
    private final @Nullable ServerProcess ours;
    private final String iamPassword;
    private final IamUsers users;

    private MysqlServer(
            Distribution distribution,
            Administration administration,
            SocketAddress address,
            @Nullable ServerProcess ours,
            String iamPassword,
            @Nullable Supplier<MysqlServer> writer) {
        this.distribution = distribution;
        this.administration = administration;
        this.address = address;
        this.ours = ours;
        this.iamPassword = iamPassword;
        this.users = new IamUsers(this, iamPassword, writer == null ? () -> this : writer);
    }

    /** Returns a server that runs already; closing leaves it running. */
    public static MysqlServer at(Distribution distribution, Administration administration) {
        var address = new InetSocketAddress(administration.host(), administration.port());
        return new MysqlServer(distribution, administration, address, null, Administration.newPassword(), null);
    }

    /**
     * Starts a server on a free port and waits until it accepts connections. Only this process knows its users'
     * passwords.
     *
     * @param cache the folder that keeps the programs between runs
     * @param folder the folder of the server's data, closed to other users; the caller deletes it
     * @throws IOException also, as a {@code MissingRequirement}, if this machine cannot run it
     */
    public static MysqlServer start(Distribution distribution, Path cache, Path folder, Consumer<String> progress)
            throws IOException {
        MysqlProgram program = program(distribution, cache, folder, List.of(), progress);
        progress.accept("Starting " + distribution.name());
        String password = Administration.newPassword();
        program.prepare(password);
        return launch(program, password, Administration.newPassword(), null);
    }

    /**
     * Starts a cluster of MySQL; see {@link #start}.
     *
     * @param folder the prefix of the servers' folders
     */
    public static Replicas<MysqlServer> cluster(Path cache, Path folder, int size, Consumer<String> progress)
            throws IOException {
        List<MysqlProgram> programs = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Path own = folder.resolveSibling(folder.getFileName() + "-" + (i + 1));
            programs.add(program(new Mysql(), cache, own, MysqlReplication.options(i), progress));
        }
        progress.accept("Starting a cluster of " + size + " MySQLs");
        return Replicas.start(
                size, new MysqlReplication(programs, Administration.newPassword(), Administration.newPassword()));
    }

    private static MysqlProgram program(
            Distribution distribution, Path cache, Path folder, List<String> options, Consumer<String> progress)
            throws IOException {
        Path own = ServerProcess.socketFolder(folder, distribution.name());
        Path home = distribution.unpacked(cache, () -> progress.accept("Unpacking " + distribution.name()));
        return new MysqlProgram(distribution, home.toAbsolutePath(), own, options);
    }

    /**
     * Starts a server on prepared data.
     *
     * @param iamPassword the password with which the gateways log in IAM users
     * @param writer returns the server that accepts changes; null for this one
     */
    static MysqlServer launch(
            MysqlProgram program, String password, String iamPassword, @Nullable Supplier<MysqlServer> writer)
            throws IOException {
        ServerProcess server = program.launch();
        return new MysqlServer(
                program.distribution(),
                new Administration("127.0.0.1", server.port(), "root", password),
                UnixDomainSocketAddress.of(program.socket()),
                server,
                iamPassword,
                writer);
    }

    @Override
    public Connection adminConnection(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", administration.user());
        properties.setProperty("password", administration.password());
        properties.setProperty("sslMode", "disable");
        // Needed for caching_sha2_password without TLS, which loopback does not require.
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("allowMultiQueries", "true");
        Connection connection = DriverManager.getConnection(
                "jdbc:mariadb://" + administration.host() + ":" + administration.port() + "/", properties);
        try {
            // Set here because some names are invalid in the URL.
            connection.setCatalog(database);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public Reception reception(DatabaseAddress announced, Supplier<SSLContext> tls, ConnectTokens tokens) {
        return new MysqlReception(announced, tls, tokens, this);
    }

    @Override
    public String name() {
        return distribution.name();
    }

    @Override
    public String ownDatabase() {
        return "mysql";
    }

    @Override
    public void loadUsers() throws IOException, SQLException {
        run(
                "mysql",
                script("users.sql")
                        .replace("${password}", iamPassword)
                        .replace("${unknown}", Administration.newPassword()));
    }

    @Override
    public void loadDatabases() throws IOException, SQLException {
        for (String script : distribution.samples()) {
            String database = script.substring(0, script.indexOf(script.contains("-") ? '-' : '.'));
            // A server that ran before has it.
            if (ask("select 1 from information_schema.schemata where schema_name = ?", database)
                    .isEmpty()) {
                run("mysql", script(script));
            }
        }
    }

    Administration administration() {
        return administration;
    }

    /** Returns the address that the gateways connect to. */
    SocketAddress address() {
        return address;
    }

    IamUsers users() {
        return users;
    }

    @Override
    public void close() throws IOException {
        if (ours != null) {
            ours.stop();
        } else {
            users.close();
        }
    }
}
