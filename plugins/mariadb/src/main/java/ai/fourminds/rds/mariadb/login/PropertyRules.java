package ai.fourminds.rds.mariadb.login;

import ai.fourminds.rds.plugins.common.login.NativeRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The MariaDB Connector/J properties that callers may not set, and those that a URL may set. Immutable. */
public final class PropertyRules {

    /** Properties that callers may not set, each with what to use instead. */
    public static final Map<String, String> RESERVED = reserved();

    /**
     * Properties that a URL may set: they load no class, touch no file, run no SQL, choose no host and write nothing into
     * logs.
     */
    public static final Set<String> URL = Set.of(
            "allowMultiQueries",
            "autocommit",
            "blankTableNameMeta",
            "cacheCodecs",
            "cachePrepStmts",
            "connectionAttributes",
            "connectionCollation",
            "connectionTimeZone",
            "databaseTerm",
            "defaultFetchSize",
            "disablePipeline",
            "disconnectOnExpiredPasswords",
            "dumpQueriesOnException",
            "forceConnectionTimeZoneToSession",
            "geometryDefaultType",
            "includeInnodbStatusInDeadlockExceptions",
            "jdbcCompliantTruncation",
            "maxAllowedColumns",
            "maxAllowedPacket",
            "maxQuerySizeToLog",
            "metaExportedKeys",
            "nullCatalogMeansCurrent",
            "nullDatabaseMeansCurrent",
            "oldModeNoPrecisionTimestamp",
            "permitNoResults",
            "pinGlobalTxToPhysicalConnection",
            "prepStmtCacheSize",
            "preserveInstants",
            "pureLocalDateTime",
            "readOnlyPropagatesToServer",
            "returnMultiValuesGeneratedIds",
            "rewriteBatchedStatements",
            "socketTimeout",
            "tcpAbortiveClose",
            "tcpKeepAlive",
            "tcpKeepCount",
            "tcpKeepIdle",
            "tcpKeepInterval",
            "timezone",
            "tinyInt1isBit",
            "transactionIsolation",
            "transformedBitIsBoolean",
            "useAffectedRows",
            "useBulkStmts",
            "useBulkStmtsForInserts",
            "useCatalogTerm",
            "useCompression",
            "useLocalSessionState",
            "useMysqlMetadata",
            "useResetConnection",
            "useServerPrepStmts",
            "uuidAsString",
            "yearIsDateType");

    private PropertyRules() {}

    private static Map<String, String> reserved() {
        Map<String, String> all = new LinkedHashMap<>();
        NativeRequest.reserve(
                all,
                "TLS is always on and always verified; see tlsMode",
                "sslMode",
                "useSSL",
                "useSsl",
                "trustServerCertificate",
                "disableSslHostnameVerification",
                "tlsSocketType",
                "deferCertificateValidation");
        NativeRequest.reserve(
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
        NativeRequest.reserve(
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
        NativeRequest.reserve(
                all,
                "the IAM token is the only password, and is made for each connect; see auth",
                "password",
                "credentialType",
                "restrictedAuth",
                "servicePrincipalName",
                "allowPublicKeyRetrieval",
                "serverRsaPublicKeyFile");
        NativeRequest.reserve(all, "name the database user with the setting user", "user");
        NativeRequest.reserve(all, "name the database in the URL, after the instance", "database");
        NativeRequest.reserve(
                all,
                "the instance gives the address; see connectHost and connectPort for tunnels",
                "socketFactory",
                "pipe",
                "localSocket",
                "permitRedirect");
        NativeRequest.reserve(
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
        NativeRequest.reserve(
                all, "connectTimeout of this driver bounds TCP, TLS and login together", "connectTimeout");
        NativeRequest.reserve(all, "a server must not ask for this machine's files; leave it out", "allowLocalInfile");
        return Map.copyOf(all);
    }
}
