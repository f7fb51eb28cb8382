package ai.fourminds.rds.postgresql.login;

import ai.fourminds.rds.plugins.common.login.NativeRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The pgjdbc properties that callers may not set, and those that a URL may set. Immutable. */
public final class PropertyRules {

    /** Properties that callers may not set, each with what to use instead. */
    public static final Map<String, String> RESERVED = reserved();

    /**
     * Properties that a URL may set: they load no class, touch no file, run no SQL, choose no host and write nothing into
     * logs.
     */
    public static final Set<String> URL = Set.of(
            "adaptiveFetch",
            "adaptiveFetchMaximum",
            "adaptiveFetchMinimum",
            "allowEncodingChanges",
            "ApplicationName",
            "assumeMinServerVersion",
            "autosave",
            "binaryTransfer",
            "binaryTransferDisable",
            "binaryTransferEnable",
            "cancelSignalTimeout",
            "cleanupSavepoints",
            "convertBooleanToNumeric",
            "currentSchema",
            "databaseMetadataCacheFields",
            "databaseMetadataCacheFieldsMiB",
            "defaultRowFetchSize",
            "disableColumnSanitiser",
            "escapeSyntaxCallMode",
            "flushCacheOnDdl",
            "groupStartupParameters",
            "hideUnprivilegedObjects",
            "logServerErrorDetail",
            "maxResultBuffer",
            "maxSendBufferSize",
            "options",
            "preferQueryMode",
            "preparedStatementCacheQueries",
            "preparedStatementCacheSizeMiB",
            "prepareThreshold",
            "protocolVersion",
            "queryTimeout",
            "quoteReturningIdentifiers",
            "readOnly",
            "readOnlyMode",
            "receiveBufferSize",
            "reWriteBatchedInserts",
            "reWriteBatchedInsertsSize",
            "sendBufferSize",
            "socketTimeout",
            "stringtype",
            "tcpKeepAlive",
            "tcpNoDelay",
            "unknownLength");

    private PropertyRules() {}

    private static Map<String, String> reserved() {
        Map<String, String> all = new LinkedHashMap<>();
        NativeRequest.reserve(
                all,
                "TLS is always on and always verified; see tlsMode",
                "ssl",
                "sslmode",
                "sslNegotiation",
                "gssEncMode");
        NativeRequest.reserve(
                all,
                "the server's certificate is verified by this driver; see tlsRootCert and tlsMode",
                "sslrootcert",
                "sslfactory",
                "sslfactoryarg",
                "sslhostnameverifier");
        NativeRequest.reserve(
                all,
                "no client certificate takes part in IAM authentication; leave it out",
                "sslcert",
                "sslkey",
                "sslpassword",
                "sslpasswordcallback");
        NativeRequest.reserve(
                all,
                "the IAM token is the only password, and is made for each connect; see auth",
                "password",
                "authenticationPluginClassName",
                "requireAuth",
                "channelBinding",
                "gsslib",
                "jaasLogin");
        NativeRequest.reserve(all, "name the database user with the setting user", "user");
        NativeRequest.reserve(all, "name the database in the URL, after the instance", "PGDBNAME");
        NativeRequest.reserve(
                all,
                "the instance gives the address; see connectHost and connectPort for tunnels",
                "PGHOST",
                "PGPORT",
                "service",
                "socketFactory",
                "socketFactoryArg",
                "targetServerType",
                "loadBalanceHosts",
                "hostRecheckSeconds");
        NativeRequest.reserve(
                all,
                "connectTimeout of this driver bounds TCP, TLS and login together",
                "connectTimeout",
                "loginTimeout",
                "sslResponseTimeout",
                "gssResponseTimeout",
                "connectExecutor",
                "connectExecutorArg");
        NativeRequest.reserve(
                all, "this driver's classes come from its own class loader; leave it out", "classLoaderStrategy");
        return Map.copyOf(all);
    }
}
