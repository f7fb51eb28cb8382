package ai.fourminds.rds.local;

import static ai.fourminds.rds.local.RunningRds.IAM_USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.fourminds.rds.local.RunningRds.Shared;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;

@ExtendWith(RunningRds.class)
class GatewayTest {
    private final Shared shared;

    GatewayTest(Shared shared) {
        this.shared = shared;
    }

    @Test
    void aSessionIsTheUsersOwnAndTheBackendsParametersArrive() throws SQLException {
        try (Connection connection = shared.connect()) {
            assertThat(text(connection, "select session_user || ' in ' || current_database()"))
                    .isEqualTo("fourminds_iam_user in sales");
            assertThat(text(connection, "show server_version")).startsWith("17");
            assertThat(connection.unwrap(PGConnection.class).getParameterStatus("session_authorization"))
                    .isEqualTo(IAM_USER);
        }
    }

    @Test
    void startupParametersReachTheDatabase() throws SQLException {
        Properties properties = properties();
        properties.setProperty("ApplicationName", "%s \"gateway\" test");
        properties.setProperty("options", "-c statement_timeout=12345");
        String url = "jdbc:postgresql://localhost:" + shared.analytics().port() + "/sales";
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            assertThat(text(connection, "show application_name")).isEqualTo("%s \"gateway\" test");
            assertThat(text(connection, "show statement_timeout")).isEqualTo("12345ms");
        }
    }

    @Test
    void copyBringsEveryRowOut() throws SQLException, IOException {
        try (Connection connection = shared.connect()) {
            LineCounter lines = new LineCounter();
            long rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (select * from public.orders) to stdout (format csv)", lines);
            assertThat(rows).isEqualTo(120_000);
            assertThat(lines.count).isEqualTo(120_000);
        }
    }

    @Test
    void largeValuesAndFourByteCharactersSurviveBothWays() throws SQLException {
        String text = "🚲 grün 黒 \" ' \\ %s\n".repeat(100_000);
        try (Connection connection = shared.connect();
                PreparedStatement statement = connection.prepareStatement("select ?::text")) {
            statement.setString(1, text);
            try (ResultSet result = statement.executeQuery()) {
                assertThat(result.next()).isTrue();
                assertThat(result.getString(1)).isEqualTo(text);
            }
        }
    }

    @Test
    void connectionsAtTheSameTimeAreIndependent() throws SQLException {
        try (Connection second = shared.connect()) {
            try (Connection first = shared.connect()) {
                assertThat(text(first, "select pg_backend_pid()"))
                        .isNotEqualTo(text(second, "select pg_backend_pid()"));
            }
            assertThat(text(second, "select 'still here'")).isEqualTo("still here");
        }
    }

    @Test
    void nothingOfAConnectionStaysAfterItsEnd() throws SQLException, InterruptedException {
        LocalInstance instance = shared.rds().instance("prod-tunnel");
        assertThat(instance.connections()).isZero();
        for (int i = 0; i < 20; i++) {
            shared.connect().close();
        }
        while (shared.analytics().connections() > 0) {
            Thread.sleep(10);
        }
        try (Connection admin = shared.analytics().adminConnection()) {
            String sessions = "select count(*) from pg_stat_activity where usename = '" + IAM_USER + "'";
            while (!text(admin, sessions).equals("0")) {
                Thread.sleep(10);
            }
        }
    }

    @Test
    void aCancelRequestCancelsTheQueryAndOnlyThat() throws Exception {
        try (Connection connection = shared.connect();
                Statement sleeper = connection.createStatement();
                Connection observer = shared.analytics().adminConnection()) {
            String pid = text(connection, "select pg_backend_pid()");
            CompletableFuture<Void> sleeping =
                    CompletableFuture.runAsync(() -> execute(sleeper, "select pg_sleep(3600)"));
            awaitQuery(observer, pid);
            sleeper.cancel();
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(sleeping::join)
                    .withMessageContaining("canceling statement due to user request");
            assertThat(text(connection, "select 'alive'")).isEqualTo("alive");
        }
    }

    @Test
    void whatTheDatabaseEndsTheClientSeesEnding() throws Exception {
        try (Connection connection = shared.connect();
                Statement sleeper = connection.createStatement();
                Connection admin = shared.analytics().adminConnection()) {
            String pid = text(connection, "select pg_backend_pid()");
            // Somebody who waits for an answer gets the server's last words; one who is about to ask may only see the
            // end.
            CompletableFuture<Void> sleeping =
                    CompletableFuture.runAsync(() -> execute(sleeper, "select pg_sleep(3600)"));
            awaitQuery(admin, pid);
            text(admin, "select pg_terminate_backend(" + pid + ")");
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(sleeping::join)
                    .withMessageContaining("terminating connection due to administrator command");
        }
    }

    @Test
    void anUnknownDatabaseIsTheDatabasesOwnError() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> shared.connect(shared.analytics(), "no such \"db\" %s 🚲", IAM_USER, shared.token()))
                .withMessageContaining("database \"no such \"db\" %s 🚲\" does not exist")
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("3D000"));
    }

    @Test
    void throughATunnelTheRealEndpointsNameIsVerified() throws SQLException {
        LocalInstance instance = shared.rds().instance("prod-tunnel");
        assertThat(instance.host()).isEqualTo("prod-tunnel.c9akciq32rk1.us-east-1.rds.amazonaws.com");
        assertThat(instance.port()).isEqualTo(5432);
        Properties properties = properties();
        properties.setProperty("password", shared.token(instance, IAM_USER));
        properties.setProperty("socketFactory", Tunnel.class.getName());
        properties.setProperty("socketFactoryArg", String.valueOf(instance.listenPort()));
        String url = "jdbc:postgresql://" + instance.host() + ":" + instance.port() + "/sales";
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            assertThat(text(connection, "select count(*) from public.orders")).isEqualTo("120000");
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", IAM_USER);
        properties.setProperty("password", shared.token());
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslrootcert", shared.rds().rootCertificate().toString());
        return properties;
    }

    /** The server answers at once each time, so this asks as often as it takes and waits for nothing else. */
    private static void awaitQuery(Connection observer, String pid) throws SQLException, InterruptedException {
        String active = "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and pid = " + pid;
        while (!text(observer, active).equals("1")) {
            Thread.sleep(10);
        }
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    /** Counts line ends. */
    private static final class LineCounter extends OutputStream {
        private long count;

        @Override
        public void write(int octet) {
            if (octet == '\n') {
                count++;
            }
        }
    }

    /** What ssh -L does: whatever address is asked for, the connection goes to a port of loopback. */
    public static final class Tunnel extends SocketFactory {
        private final int port;

        public Tunnel(String port) {
            this.port = Integer.parseInt(port);
        }

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public void connect(SocketAddress address, int timeout) throws IOException {
                    super.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeout);
                }
            };
        }

        @Override
        public Socket createSocket(String host, int ignored) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int ignored, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int ignored) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int ignored, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
