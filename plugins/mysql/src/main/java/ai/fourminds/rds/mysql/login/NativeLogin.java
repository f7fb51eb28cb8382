package ai.fourminds.rds.mysql.login;

import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugins.mysql.login.MysqlFamily;
import ai.fourminds.rds.plugins.mysql.login.TokenLogin;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Opens Connector/J's own connection for a request. Stateless and thread-safe. */
public final class NativeLogin {

    static final String CLEAR_PASSWORD = "mysql_clear_password";

    private static final String LOCAL_ADDRESS = "localSocketAddress";

    /** Every authentication method of Connector/J except the one that RDS requests for IAM users. */
    private static final String OTHER_METHODS = "mysql_native_password,sha256_password,caching_sha2_password,"
            + "mysql_old_password,authentication_ldap_sasl_client,authentication_kerberos_client,"
            + "authentication_oci_client,authentication_webauthn_client,authentication_openid_connect_client";

    private NativeLogin() {}

    public static Connection connect(ConnectRequest request) throws SQLException {
        String url = url(request);
        String localAddress = request.nativeProperties().get(LOCAL_ADDRESS);
        return TokenLogin.open(
                request,
                localAddress,
                login -> Objects.requireNonNull(
                        LoginSocketFactory.connect(login, url, properties(request, login.password())), "connection"));
    }

    private static String url(ConnectRequest request) throws SQLException {
        @Nullable String database = request.database();
        String path = database == null
                ? ""
                : URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
        return "jdbc:mysql://" + MysqlFamily.address(request.endpoint()) + "/" + path;
    }

    private static Properties properties(ConnectRequest request, String password) {
        Properties properties = new Properties();
        var reserved = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        reserved.addAll(ReservedProperties.ALL.keySet());
        request.nativeProperties().forEach((name, value) -> {
            if (!reserved.contains(name) && !name.equals(LOCAL_ADDRESS)) {
                properties.setProperty(name, value);
            }
        });
        properties.putAll(Map.ofEntries(
                Map.entry("user", request.user()),
                Map.entry("password", password),
                Map.entry("socketFactory", LoginSocketFactory.class.getName()),
                // Makes Connector/J refuse servers without TLS; the socket factory verifies the certificate.
                Map.entry("sslMode", request.tls().verifyHostname() ? "VERIFY_IDENTITY" : "VERIFY_CA"),
                Map.entry("defaultAuthenticationPlugin", CLEAR_PASSWORD),
                Map.entry("disabledAuthenticationPlugins", OTHER_METHODS),
                Map.entry("allowPublicKeyRetrieval", "false"),
                Map.entry("allowLoadLocalInfile", "false"),
                // The socket keeps the deadline.
                Map.entry("connectTimeout", "0")));
        return properties;
    }
}
