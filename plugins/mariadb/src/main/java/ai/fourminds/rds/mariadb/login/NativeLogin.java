package ai.fourminds.rds.mariadb.login;

import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.Endpoint;
import ai.fourminds.rds.plugins.common.login.NativeRequest;
import ai.fourminds.rds.plugins.mysql.login.TokenLogin;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.NonRegisteringDriver;

/** Opens MariaDB Connector/J's own connection for a request. Stateless and thread-safe. */
public final class NativeLogin {

    private NativeLogin() {}

    public static Connection connect(ConnectRequest request) throws SQLException {
        String url = "jdbc:mariadb://" + NativeRequest.address(address(request)) + "/";
        return TokenLogin.open(request, login -> {
            Configuration configuration = configuration(url, request);
            ClearCredential.put(configuration, login);
            return NonRegisteringDriver.connect(configuration);
        });
    }

    /**
     * Returns the address for the URL: the driver resolves its host before it asks for a socket, and behind a tunnel
     * only the dialled host may resolve. The certificate is verified for the real endpoint, whose name does not come
     * from the URL.
     */
    private static Endpoint address(ConnectRequest request) {
        return request.endpoint().host().equals(request.dial().host()) ? request.endpoint() : request.dial();
    }

    private static Configuration configuration(String url, ConnectRequest request) throws SQLException {
        Configuration configuration = Configuration.parse(url, properties(request));
        // Not in the URL, which cannot express a question mark.
        return configuration.toBuilder().database(request.database()).build();
    }

    private static Properties properties(ConnectRequest request) {
        Properties properties = NativeRequest.properties(request, PropertyRules.RESERVED.keySet());
        properties.putAll(Map.ofEntries(
                Map.entry("user", request.user()),
                Map.entry("socketFactory", LoginSocketFactory.class.getName()),
                Map.entry("tlsSocketType", LoginTls.TYPE),
                Map.entry("sslMode", request.tls().verifyHostname() ? "verify-full" : "verify-ca"),
                Map.entry("credentialType", ClearCredential.TYPE),
                Map.entry("restrictedAuth", ClearCredential.METHOD),
                Map.entry("permitRedirect", "false"),
                Map.entry("allowLocalInfile", "false"),
                Map.entry("allowPublicKeyRetrieval", "false"),
                // The socket keeps the deadline.
                Map.entry("connectTimeout", "0")));
        return properties;
    }
}
