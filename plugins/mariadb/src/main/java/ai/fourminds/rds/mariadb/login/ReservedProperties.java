package ai.fourminds.rds.mariadb.login;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The MariaDB Connector/J properties that callers may not set, each with what to use instead. Immutable. */
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
                "useSsl",
                "trustServerCertificate",
                "disableSslHostnameVerification",
                "tlsSocketType",
                "deferCertificateValidation");
        put(
                all,
                "the server's certificate is verified by this driver; see tlsRootCert and tlsMode",
                "serverSslCert",
                "trustStore",
                "trustStoreType",
                "trustStorePassword",
                "trustCertificateKeyStoreUrl",
                "trustCertificateKeyStoreType",
                "trustCertificateKeyStorePassword",
                "fallbackToSystemTrustStore");
        put(
                all,
                "no client certificate takes part in IAM authentication; leave it out",
                "keyStore",
                "keyStoreType",
                "keyStorePassword",
                "keyPassword",
                "clientCertificateKeyStoreUrl",
                "clientCertificateKeyStoreType",
                "clientCertificateKeyStorePassword",
                "fallbackToSystemKeyStore");
        put(
                all,
                "the IAM token is the only password, and is made for each connect; see auth",
                "password",
                "credentialType",
                "restrictedAuth",
                "servicePrincipalName",
                "allowPublicKeyRetrieval",
                "serverRsaPublicKeyFile");
        put(all, "name the database user with the setting user", "user");
        put(all, "name the database in the URL, after the instance", "database");
        put(
                all,
                "the instance gives the address; see connectHost and connectPort for tunnels",
                "socketFactory",
                "pipe",
                "localSocket",
                "permitRedirect");
        put(
                all,
                "a token serves one connect; let a pool open a new connection instead",
                "autoReconnect",
                "retriesAllDown",
                "transactionReplay",
                "transactionReplaySize",
                "pool",
                "poolName",
                "minPoolSize",
                "maxPoolSize",
                "registerJmxPool");
        put(all, "connectTimeout of this driver bounds TCP, TLS and login together", "connectTimeout");
        put(all, "a server must not ask for this machine's files; leave it out", "allowLocalInfile");
        return Map.copyOf(all);
    }

    private static void put(Map<String, String> all, String instead, String... names) {
        List.of(names).forEach(name -> all.put(name, instead));
    }
}
