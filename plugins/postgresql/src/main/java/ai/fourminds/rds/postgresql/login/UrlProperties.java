package ai.fourminds.rds.postgresql.login;

import java.util.Set;

/**
 * The pgjdbc properties that a URL may set: they load no class, touch no file, run no SQL, choose no host and write
 * nothing into logs. Immutable.
 */
public final class UrlProperties {

    public static final Set<String> ALL = Set.of(
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

    private UrlProperties() {}
}
