package ai.fourminds.rds.mysql.login;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Connector/J properties that callers may not set, each with what to use instead. Immutable. */
public final class ReservedProperties {

    public static final Map<String, String> ALL = all();

    private ReservedProperties() {}

    private static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        put(
                all,
                "TLS is always on and always verified; see tlsMode",
                "sslMode",
                "useSSL",
                "requireSSL",
                "verifyServerCertificate",
                "tlsVersions",
                "enabledTLSProtocols",
                "tlsCiphersuites",
                "enabledSSLCipherSuites",
                "fipsCompliantJsse",
                "sslContextProvider");
        put(
                all,
                "the server's certificate is verified by this driver; see tlsRootCert and tlsMode",
                "trustCertificateKeyStoreUrl",
                "trustCertificateKeyStoreType",
                "trustCertificateKeyStorePassword",
                "fallbackToSystemTrustStore",
                "trustManagerFactoryProvider",
                "keyStoreProvider");
        put(
                all,
                "no client certificate takes part in IAM authentication; leave it out",
                "clientCertificateKeyStoreUrl",
                "clientCertificateKeyStoreType",
                "clientCertificateKeyStorePassword",
                "fallbackToSystemKeyStore",
                "KeyManagerFactoryProvider");
        put(
                all,
                "the IAM token is the only password, and is made for each connect; see auth",
                "password",
                "password1",
                "password2",
                "password3",
                "passwordCharacterEncoding",
                "authenticationPlugins",
                "defaultAuthenticationPlugin",
                "disabledAuthenticationPlugins",
                "authenticationWebAuthnCallbackHandler",
                "authenticationOpenidConnectCallbackHandler",
                "idTokenFile",
                "ociConfigFile",
                "ociConfigProfile",
                "ldapServerHostname",
                "allowPublicKeyRetrieval",
                "serverRSAPublicKeyFile",
                "xdevapi.auth",
                "xdevapiAuth");
        put(all, "name the database user with the setting user", "user");
        put(all, "name the database in the URL, after the instance", "dbname");
        put(
                all,
                "the instance gives the address; see connectHost and connectPort for tunnels",
                "host",
                "port",
                "protocol",
                "path",
                "namedPipePath",
                "type",
                "address",
                "priority",
                "dnsSrv",
                "socketFactory",
                "socksProxyHost",
                "socksProxyPort",
                "socksProxyRemoteDns",
                "propertiesTransform",
                "useConfigs");
        put(
                all,
                "a token serves one connect; let a pool open a new connection instead",
                "autoReconnect",
                "autoReconnectForPools",
                "reconnectAtTxEnd",
                "failOverReadOnly",
                "maxReconnects");
        put(all, "connectTimeout of this driver bounds TCP, TLS and login together", "connectTimeout");
        put(
                all,
                "a server must not ask for this machine's files; leave it out",
                "allowLoadLocalInfile",
                "allowLoadLocalInfileInPath",
                "allowUrlInLocalInfile");
        put(all, "it would write the login into a log; leave it out", "traceProtocol", "enablePacketDebug");
        return Map.copyOf(all);
    }

    private static void put(Map<String, String> all, String instead, String... names) {
        List.of(names).forEach(name -> all.put(name, instead));
    }
}
