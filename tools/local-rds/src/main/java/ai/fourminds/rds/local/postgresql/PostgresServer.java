package ai.fourminds.rds.local.postgresql;

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
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
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

/** A real PostgreSQL server on loopback, started here or running already. Thread-safe. */
public final class PostgresServer implements DatabaseServer {
    private final Administration administration;
    private final SocketAddress address;
    private final @Nullable RunningServer ours;
    private final RoleCatalogue roles = new RoleCatalogue(this);

    private PostgresServer(Administration administration, SocketAddress address, @Nullable RunningServer ours) {
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
        Path own = RunningServer.socketFolder(folder, "PostgreSQL");
        Path home = PostgresBinaries.unpacked(cache, () -> progress.accept("Unpacking PostgreSQL"));
        progress.accept("Starting PostgreSQL");
        String password = Passwords.random();
        var program = new PostgresProgram(home.toAbsolutePath(), own, List.of());
        return of(program, program.start(password), password);
    }

    /** Returns a server that has just started. */
    static PostgresServer of(PostgresProgram program, RunningServer server, String password) {
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
    public Connection adminConnection() throws SQLException {
        return adminConnection("postgres");
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
        return new PostgresReception(new Login(announced, tokens, this), tls);
    }

    int port() {
        return administration.port();
    }

    /** Returns the address that the gateways connect to. */
    SocketAddress address() {
        return address;
    }

    RoleCatalogue roles() {
        return roles;
    }

    @Override
    public void close() throws IOException {
        if (ours != null) {
            ours.stop();
        } else {
            roles.close();
        }
    }
}
