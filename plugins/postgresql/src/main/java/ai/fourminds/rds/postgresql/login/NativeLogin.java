package ai.fourminds.rds.postgresql.login;

import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.Endpoint;
import ai.fourminds.rds.plugins.common.login.LoginDeadline;
import ai.fourminds.rds.plugins.common.login.NativeRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** Opens pgjdbc's own connection for a request. Stateless and thread-safe. */
public final class NativeLogin {

    private static final String DEFAULT_DATABASE = "postgres";

    private NativeLogin() {}

    public static Connection connect(ConnectRequest request) throws SQLException {
        String url = url(request.endpoint(), request.database());
        LoginDeadline deadline = LoginDeadline.in(request.connectTimeout());
        Login login = new Login(request, deadline);
        Login.UNDER_WAY.set(login);
        try {
            Connection connection =
                    Objects.requireNonNull(new Driver().connect(url, properties(request)), "connection");
            overwriteToken(connection, request, login.tokenLength());
            return connection;
        } finally {
            deadline.lift();
            Login.UNDER_WAY.remove();
        }
    }

    static String url(Endpoint endpoint, @Nullable String database) throws SQLException {
        String name = database == null || database.isEmpty() ? DEFAULT_DATABASE : database;
        return "jdbc:postgresql://" + NativeRequest.address(endpoint) + "/" + NativeRequest.encoded(name);
    }

    private static Properties properties(ConnectRequest request) {
        Properties properties = new Properties();
        // Saves the round trip in which pgjdbc would set the application's name after the login.
        properties.setProperty("assumeMinServerVersion", "9.4");
        // pgjdbc would turn keep-alive off again.
        properties.setProperty("tcpKeepAlive", "true");
        properties.putAll(NativeRequest.properties(request, PropertyRules.RESERVED.keySet()));
        properties.putAll(Map.ofEntries(
                Map.entry("user", request.user()),
                // Not null: pgjdbc would look for a password in the user's files.
                Map.entry("password", ""),
                Map.entry("authenticationPluginClassName", TokenAuthentication.class.getName()),
                Map.entry("socketFactory", LoginSocketFactory.class.getName()),
                Map.entry("sslmode", request.tls().verifyHostname() ? "verify-full" : "verify-ca"),
                Map.entry("sslfactory", LoginSslSocketFactory.class.getName()),
                Map.entry("sslNegotiation", "postgres"),
                Map.entry("gssEncMode", "disable"),
                // Native Windows authentication would bypass the authentication plugin.
                Map.entry("gsslib", "gssapi"),
                // The socket keeps the deadline. These keep pgjdbc from having other deadlines, or its own threads.
                Map.entry("loginTimeout", "0"),
                Map.entry("connectTimeout", "0"),
                Map.entry(
                        "sslResponseTimeout",
                        Long.toString(Math.min(
                                Integer.MAX_VALUE, request.connectTimeout().toMillis()))),
                Map.entry("targetServerType", "any")));
        return properties;
    }

    /**
     * Overwrites the token in pgjdbc's send buffer, which keeps the password message until later messages cover it:
     * sends one empty query that is longer than the token. (A replication connection takes no queries.)
     */
    private static void overwriteToken(Connection connection, ConnectRequest request, int length) throws SQLException {
        if (request.nativeProperties().containsKey("replication")) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("/*" + " ".repeat(length) + "*/");
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }
}
