package ai.fourminds.rds.local.mysql;

import ai.fourminds.rds.local.iam.token.ConnectTokens;
import ai.fourminds.rds.local.iam.token.DatabaseAddress;
import ai.fourminds.rds.local.server.Administration;
import ai.fourminds.rds.local.server.DatabaseServer;
import ai.fourminds.rds.local.server.Passwords;
import ai.fourminds.rds.local.server.RunningServer;
import ai.fourminds.rds.local.server.gateway.Reception;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A real MariaDB or MySQL: one of ours on loopback, or one that runs already. Thread-safe. */
public final class MysqlServer implements DatabaseServer {
    private final Distribution distribution;
    private final Administration administration;
    private final SocketAddress address;
    private final @Nullable RunningServer ours;
    private final String iamPassword;
    private final IamUsers users;

    private MysqlServer(
            Distribution distribution,
            Administration administration,
            SocketAddress address,
            @Nullable RunningServer ours,
            String iamPassword,
            @Nullable Supplier<MysqlServer> writer) {
        this.distribution = distribution;
        this.administration = administration;
        this.address = address;
        this.ours = ours;
        this.iamPassword = iamPassword;
        this.users = new IamUsers(this, iamPassword, writer == null ? () -> this : writer);
    }

    /** Starts MariaDB; see {@link #start}. */
    public static MysqlServer mariadb(Path cache, Path folder, Consumer<String> progress) throws IOException {
        return start(new Mariadb(), cache, folder, progress);
    }

    /** Starts MySQL; see {@link #start}. */
    public static MysqlServer mysql(Path cache, Path folder, Consumer<String> progress) throws IOException {
        return start(new Mysql(), cache, folder, progress);
    }

    /** A MariaDB that runs already. Closing leaves it alone. */
    public static MysqlServer mariadbAt(Administration administration) {
        return at(new Mariadb(), administration);
    }

    /** A MySQL that runs already. Closing leaves it alone. */
    public static MysqlServer mysqlAt(Administration administration) {
        return at(new Mysql(), administration);
    }

    private static MysqlServer at(Distribution distribution, Administration administration) {
        var address = new InetSocketAddress(administration.host(), administration.port());
        return new MysqlServer(distribution, administration, address, null, Passwords.random(), null);
    }

    /**
     * Starts a server on a free port and waits until it takes connections. Only this process knows its users' passwords.
     *
     * @param cache where the programs are kept between runs
     * @param folder where this server's data lives; closed to other users, and the caller's to delete
     * @throws ai.fourminds.rds.local.server.MissingRequirement where this machine cannot run it
     */
    private static MysqlServer start(Distribution distribution, Path cache, Path folder, Consumer<String> progress)
            throws IOException {
        Path own = RunningServer.socketFolder(folder, distribution.name());
        Path home = distribution.unpacked(cache, () -> progress.accept("Unpacking " + distribution.name()));
        progress.accept("Starting " + distribution.name());
        String password = Passwords.random();
        var program = new MysqlProgram(distribution, home.toAbsolutePath(), own, List.of());
        return of(program, program.start(password), password, Passwords.random(), null);
    }

    /**
     * A server that has just started.
     *
     * @param iamPassword what the gateways log IAM users in by
     * @param writer the server that takes changes for it; null: itself
     */
    static MysqlServer of(
            MysqlProgram program,
            RunningServer server,
            String password,
            String iamPassword,
            @Nullable Supplier<MysqlServer> writer) {
        return new MysqlServer(
                program.distribution(),
                new Administration("127.0.0.1", server.port(), "root", password),
                UnixDomainSocketAddress.of(program.socket()),
                server,
                iamPassword,
                writer);
    }

    @Override
    public Connection adminConnection() throws SQLException {
        return adminConnection("mysql");
    }

    @Override
    public Connection adminConnection(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", administration.user());
        properties.setProperty("password", administration.password());
        properties.setProperty("sslMode", "disable");
        // For caching_sha2_password without TLS, which loopback does not need.
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("allowMultiQueries", "true");
        Connection connection = DriverManager.getConnection(
                "jdbc:mariadb://" + administration.host() + ":" + administration.port() + "/", properties);
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
    public Reception reception(DatabaseAddress announced, Supplier<SSLContext> tls, ConnectTokens tokens) {
        return new MysqlReception(announced, tls, tokens, this);
    }

    /** The engine's name as people write it. */
    public String name() {
        return distribution.name();
    }

    /** The users that log in. */
    public void loadUsers() throws IOException, SQLException {
        SampleData.loadUsers(this, iamPassword);
    }

    /** The sample databases, readable by the IAM user. */
    public void loadDatabases() throws IOException, SQLException {
        SampleData.loadDatabases(this, distribution.samples());
    }

    Administration administration() {
        return administration;
    }

    /** Where the gateways reach this server. */
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
