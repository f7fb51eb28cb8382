package ai.fourminds.rds.mysql.login;

import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugins.common.login.NativeRequest;
import ai.fourminds.rds.plugins.mysql.login.TokenLogin;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Opens Connector/J's own connection for a request. Stateless and thread-safe. */
public final class NativeLogin {

    static final String CLEAR_PASSWORD = "mysql_clear_password";

    /** Every authentication method of Connector/J except the one that RDS requests for IAM users. */
    private static final String OTHER_METHODS = "mysql_native_password,sha256_password,caching_sha2_password,"
            + "mysql_old_password,authentication_ldap_sasl_client,authentication_kerberos_client,"
            + "authentication_oci_client,authentication_webauthn_client,authentication_openid_connect_client";

    private NativeLogin() {}

    public static Connection connect(ConnectRequest request) throws SQLException {
        String url = url(request);
        return TokenLogin.open(
                request,
                login -> Objects.requireNonNull(
                        LoginSocketFactory.connect(login, url, properties(request, login.password())), "connection"));
    }

    private static String url(ConnectRequest request) throws SQLException {
        @Nullable String database = request.database();
        String path = database == null ? "" : NativeRequest.encoded(database);
        return "jdbc:mysql://" + NativeRequest.address(request.endpoint()) + "/" + path;
    }

    private static Properties properties(ConnectRequest request, String password) {
        Properties properties = NativeRequest.properties(request, PropertyRules.RESERVED.keySet());
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
