package ai.fourminds.rds.mariadb.login;

import java.util.Set;

/**
 * The MariaDB Connector/J properties that a URL may set: they load no class, touch no file, run no SQL, choose no host
 * and write nothing into logs. Immutable.
 */
public final class UrlProperties {

    public static final Set<String> ALL = Set.of(
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

    private UrlProperties() {}
}
