package ai.fourminds.rds.mysql.login;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.mysql.MysqlPlugin;
import com.mysql.cj.conf.PropertyDefinitions;
import com.mysql.cj.conf.PropertyKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every property of Connector/J is judged; one that a new version brings fails here until it is. */
class UrlPropertiesTest {

    /** What a URL may not set, and why. */
    private static final Map<String, String> GUARDED = Map.ofEntries(
            Map.entry("gatherPerfMetrics", "writes logs"),
            Map.entry("xdevapi.ssl-mode", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapiSslMode", "of another protocol, with files and hosts of its own"),
            Map.entry("loadBalanceAutoCommitStatementRegex", "for several hosts"),
            Map.entry("xdevapi.compression-algorithms", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapiCompressionAlgorithms", "of another protocol, with files and hosts of its own"),
            Map.entry("autoGenerateTestcaseScript", "writes logs"),
            Map.entry("replicationConnectionGroup", "for several hosts"),
            Map.entry("profileSQL", "writes logs"),
            Map.entry("loadBalanceHostRemovalGracePeriod", "for several hosts"),
            Map.entry("loadBalanceExceptionChecker", "loads a class"),
            Map.entry("xdevapi.compression-extensions", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapiCompressionExtensions", "of another protocol, with files and hosts of its own"),
            Map.entry("resultSetSizeThreshold", "writes logs"),
            Map.entry("profilerEventHandler", "loads a class"),
            Map.entry("useNanosForElapsedTime", "writes logs"),
            Map.entry("autoSlowLog", "writes logs"),
            Map.entry("resourceId", "for several hosts"),
            Map.entry("readFromSourceWhenNoReplicas", "for several hosts"),
            Map.entry("xdevapi.compression", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapiCompression", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapi.tls-versions", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapiTlsVersions", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapi.ssl-keystore-password", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapiSslKeystorePassword", "of another protocol, with files and hosts of its own"),
            Map.entry("maxByteArrayAsHex", "writes logs"),
            Map.entry("selfDestructOnPingMaxOperations", "for several hosts"),
            Map.entry("xdevapi.connect-timeout", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapiConnectTimeout", "of another protocol, with files and hosts of its own"),
            Map.entry("logSlowQueries", "writes logs"),
            Map.entry("loadBalanceValidateConnectionOnSwapServer", "for several hosts"),
            Map.entry("allowSourceDownConnections", "for several hosts"),
            Map.entry("logger", "loads a class"),
            Map.entry("useUsageAdvisor", "writes logs"),
            Map.entry("serverAffinityOrder", "for several hosts"),
            Map.entry("xdevapi.ssl-truststore-password", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapiSslTruststorePassword", "of another protocol, with files and hosts of its own"),
            Map.entry("connectionLifecycleInterceptors", "loads a class"),
            Map.entry("serverConfigCacheFactory", "loads a class"),
            Map.entry("ha.loadBalanceStrategy", "loads a class"),
            Map.entry("haLoadBalanceStrategy", "loads a class"),
            Map.entry("initialTimeout", "for several hosts"),
            Map.entry("loadBalanceSQLStateFailover", "for several hosts"),
            Map.entry("retriesAllDown", "for several hosts"),
            Map.entry("exceptionInterceptors", "loads a class"),
            Map.entry("clientInfoProvider", "loads a class"),
            Map.entry("localSocketAddress", "chooses a network interface"),
            Map.entry("allowReplicaDownConnections", "for several hosts"),
            Map.entry("includeThreadDumpInDeadlockExceptions", "shows the program's threads"),
            Map.entry("xdevapi.fallback-to-system-keystore", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapiFallbackToSystemKeyStore", "of another protocol, with files and hosts of its own"),
            Map.entry("slowQueryThresholdMillis", "writes logs"),
            Map.entry("xdevapi.dns-srv", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapiDnsSrv", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapi.fallback-to-system-truststore", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapiFallbackToSystemTrustStore", "of another protocol, with files and hosts of its own"),
            Map.entry("reportMetricsIntervalMillis", "writes logs"),
            Map.entry("selfDestructOnPingSecondsLifetime", "for several hosts"),
            Map.entry("xdevapi.tls-ciphersuites", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapiTlsCiphersuites", "of another protocol, with files and hosts of its own"),
            Map.entry("createDatabaseIfNotExist", "runs SQL"),
            Map.entry("openTelemetry", "loads a class"),
            Map.entry("xdevapi.ssl-truststore", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapiSslTruststore", "of another protocol, with files and hosts of its own"),
            Map.entry("logXaCommands", "writes logs"),
            Map.entry("xdevapi.connection-attributes", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapiConnectionAttributes", "of another protocol, with files and hosts of its own"),
            Map.entry("queriesBeforeRetrySource", "for several hosts"),
            Map.entry("loadBalanceConnectionGroup", "for several hosts"),
            Map.entry("packetDebugBufferSize", "writes logs"),
            Map.entry("ha.enableJMX", "for several hosts"),
            Map.entry("haEnableJMX", "for several hosts"),
            Map.entry("loadBalancePingTimeout", "for several hosts"),
            Map.entry("queryInterceptors", "loads a class"),
            Map.entry("secondsBeforeRetrySource", "for several hosts"),
            Map.entry("xdevapi.ssl-keystore", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapiSslKeystore", "of another protocol, with files and hosts of its own"),
            Map.entry("loadBalanceSQLExceptionSubclassFailover", "loads a class"),
            Map.entry("slowQueryThresholdNanos", "writes logs"),
            Map.entry("queryInfoCacheFactory", "loads a class"),
            Map.entry("parseInfoCacheFactory", "loads a class"),
            Map.entry("sessionVariables", "runs SQL"),
            Map.entry("maxQuerySizeToLog", "writes logs"),
            Map.entry("loadBalanceAutoCommitStatementThreshold", "for several hosts"),
            Map.entry("xdevapi.ssl-truststore-type", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapiSslTruststoreType", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapi.ssl-keystore-type", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapiSslKeystoreType", "of another protocol, with files and hosts of its own"),
            Map.entry("explainSlowQueries", "writes logs"),
            Map.entry("loadBalanceBlocklistTimeout", "for several hosts"),
            Map.entry("xdevapi.asyncResponseTimeout", "of another protocol, with files and hosts of its own"),
            Map.entry("xdevapiAsyncResponseTimeout", "of another protocol, with files and hosts of its own"));

    private final Set<String> reserved =
            set(new MysqlPlugin().reservedProperties().keySet());
    private final Set<String> free = set(new MysqlPlugin().urlProperties());

    private static Set<String> set(Collection<String> names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(names);
        return set;
    }

    private static Set<String> ofTheDriver() {
        Set<String> names = set(List.of());
        Stream.concat(
                        Arrays.stream(PropertyKey.values()),
                        PropertyDefinitions.PROPERTY_KEY_TO_PROPERTY_DEFINITION.keySet().stream())
                .flatMap(key -> Stream.of(key.getKeyName(), key.getCcAlias()))
                .filter(Objects::nonNull)
                .forEach(names::add);
        return names;
    }

    @Test
    void eachIsReservedOrGuardedOrFreeAndNothingElse() {
        Set<String> unjudged = ofTheDriver();
        unjudged.removeAll(reserved);
        unjudged.removeAll(set(GUARDED.keySet()));
        unjudged.removeAll(free);
        assertThat(unjudged).isEmpty();
        assertThat(free).isSubsetOf(ofTheDriver());
        assertThat(GUARDED.keySet()).noneMatch(free::contains).noneMatch(reserved::contains);
        assertThat(free).noneMatch(reserved::contains);
    }
}
