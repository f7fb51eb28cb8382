package ai.fourminds.rds.mysql.login;

import ai.fourminds.rds.plugins.common.login.NativeRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The Connector/J properties that callers may not set, and those that a URL may set. Immutable. */
public final class PropertyRules {

    /** Properties that callers may not set, each with what to use instead. */
    public static final Map<String, String> RESERVED = reserved();

    /**
     * Properties that a URL may set: they load no class, touch no file, run no SQL, choose no host and write nothing into
     * logs.
     */
    public static final Set<String> URL = Set.of(
            "allowMultiQueries",
            "allowNanAndInf",
            "alwaysSendSetIsolation",
            "autoClosePStmtStreams",
            "blobsAreStrings",
            "blobSendChunkSize",
            "cacheCallableStmts",
            "cacheDefaultTimeZone",
            "cachePrepStmts",
            "cacheResultSetMetadata",
            "cacheServerConfiguration",
            "callableStmtCacheSize",
            "characterEncoding",
            "characterSetResults",
            "clobberStreamingResults",
            "clobCharacterEncoding",
            "compensateOnDuplicateKeyUpdateCounts",
            "connectionAttributes",
            "connectionCollation",
            "connectionTimeZone",
            "continueBatchOnError",
            "customCharsetMapping",
            "databaseTerm",
            "defaultFetchSize",
            "detectCustomCollations",
            "disconnectOnExpiredPasswords",
            "dontCheckOnDuplicateKeyUpdateInSQL",
            "dontTrackOpenResources",
            "dumpQueriesOnException",
            "elideSetAutoCommits",
            "emptyStringsConvertToZero",
            "emulateLocators",
            "emulateUnsupportedPstmts",
            "enableEscapeProcessing",
            "enableQueryTimeouts",
            "forceConnectionTimeZoneToSession",
            "functionsNeverReturnBlobs",
            "generateSimpleParameterMetadata",
            "getProceduresReturnsFunctions",
            "holdResultsOpenOverStatementClose",
            "ignoreNonTxTables",
            "includeInnodbStatusInDeadlockExceptions",
            "includeThreadNamesAsStatementComment",
            "interactiveClient",
            "jdbcCompliantTruncation",
            "largeRowSizeThreshold",
            "locatorFetchBufferSize",
            "maintainTimeStats",
            "maxAllowedPacket",
            "maxRows",
            "metadataCacheSize",
            "netTimeoutForStreamingResults",
            "noAccessToProcedureBodies",
            "noDatetimeStringSync",
            "nullCatalogMeansCurrent",
            "nullDatabaseMeansCurrent",
            "overrideSupportsIntegrityEnhancementFacility",
            "padCharsWithSpace",
            "paranoid",
            "pedantic",
            "pinGlobalTxToPhysicalConnection",
            "populateInsertRowWithDefaultValues",
            "prepStmtCacheSize",
            "prepStmtCacheSqlLimit",
            "preserveInstants",
            "processEscapeCodesForPrepStmts",
            "queryTimeoutKillsConnection",
            "readOnlyPropagatesToServer",
            "rewriteBatchedStatements",
            "rollbackOnPooledClose",
            "scrollTolerantForwardOnly",
            "sendFractionalSeconds",
            "sendFractionalSecondsForTime",
            "serverTimezone",
            "socketTimeout",
            "strictUpdates",
            "tcpKeepAlive",
            "tcpNoDelay",
            "tcpRcvBuf",
            "tcpSndBuf",
            "tcpTrafficClass",
            "tinyInt1isBit",
            "trackSessionState",
            "transformedBitIsBoolean",
            "treatMysqlDatetimeAsTimestamp",
            "treatUtilDateAsTimestamp",
            "ultraDevHack",
            "useAffectedRows",
            "useColumnNamesInFindColumn",
            "useCompression",
            "useCursorFetch",
            "useHostsInPrivileges",
            "useInformationSchema",
            "useLocalSessionState",
            "useLocalTransactionState",
            "useOldAliasMetadataBehavior",
            "useOnlyServerErrorMessages",
            "useReadAheadInput",
            "useServerPrepStmts",
            "useStreamLengthsInPrepStmts",
            "useUnbufferedInput",
            "yearIsDateType",
            "zeroDateTimeBehavior");

    private PropertyRules() {}

    private static Map<String, String> reserved() {
        Map<String, String> all = new LinkedHashMap<>();
        NativeRequest.reserve(
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
        NativeRequest.reserve(
                all,
                "the server's certificate is verified by this driver; see tlsRootCert and tlsMode",
                "trustCertificateKeyStoreUrl",
                "trustCertificateKeyStoreType",
                "trustCertificateKeyStorePassword",
                "fallbackToSystemTrustStore",
                "trustManagerFactoryProvider",
                "keyStoreProvider");
        NativeRequest.reserve(
                all,
                "no client certificate takes part in IAM authentication; leave it out",
                "clientCertificateKeyStoreUrl",
                "clientCertificateKeyStoreType",
                "clientCertificateKeyStorePassword",
                "fallbackToSystemKeyStore",
                "KeyManagerFactoryProvider");
        NativeRequest.reserve(
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
        NativeRequest.reserve(all, "name the database user with the setting user", "user");
        NativeRequest.reserve(all, "name the database in the URL, after the instance", "dbname");
        NativeRequest.reserve(
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
        NativeRequest.reserve(
                all,
                "a token serves one connect; let a pool open a new connection instead",
                "autoReconnect",
                "autoReconnectForPools",
                "reconnectAtTxEnd",
                "failOverReadOnly",
                "maxReconnects");
        NativeRequest.reserve(
                all, "connectTimeout of this driver bounds TCP, TLS and login together", "connectTimeout");
        NativeRequest.reserve(
                all,
                "a server must not ask for this machine's files; leave it out",
                "allowLoadLocalInfile",
                "allowLoadLocalInfileInPath",
                "allowUrlInLocalInfile");
        NativeRequest.reserve(
                all, "it would write the login into a log; leave it out", "traceProtocol", "enablePacketDebug");
        return Map.copyOf(all);
    }
}
