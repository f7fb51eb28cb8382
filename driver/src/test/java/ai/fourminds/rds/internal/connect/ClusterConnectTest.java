package ai.fourminds.rds.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.Endpoint;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is dialled, and for what the token is signed, for each way to name a cluster, a proxy or a name that leads to one. */
class ClusterConnectTest extends ClusterConnects {

    private void assertSigned(ConnectRequest request, String host, String region) {
        try {
            assertThat(request.tokens().mint(Duration.ofSeconds(5)).value())
                    .startsWith(host + ":")
                    .contains("%2F" + region + "%2Frds-db%2F");
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyNameOfAClusterLeadsToTheEndpointMeantWithOrWithoutDescribeDbClusters(boolean allowed) {
        if (!allowed) {
            rds.denied.add("DescribeDBClusters");
            rds.denied.add("DescribeDBClusterEndpoints");
        }
        String arn = "arn:aws:rds:us-east-1:123456789012:cluster:prod";
        Map<String, String> expected = new HashMap<>();
        for (String name : List.of("prod", arn, WRITER, WRITER.toUpperCase(java.util.Locale.ROOT) + ":5432")) {
            expected.put(name, WRITER);
        }
        expected.put(READER, READER);
        expected.forEach((name, host) -> {
            ConnectRequest request = connected(name, "region", "us-east-1");
            assertThat(request.endpoint())
                    .as(name)
                    .isEqualTo(new Endpoint(host, 6000))
                    .isEqualTo(request.dial());
            assertSigned(request, host, "us-east-1");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "prod,writer," + WRITER,
        "prod,reader," + READER,
        "prod,any," + WRITER,
        WRITER + ",reader," + READER,
        READER + ",writer," + WRITER,
        READER + ",any," + READER,
        READER + ",," + READER,
    })
    void theTargetDecidesAndElseTheEndpointGiven(String name, String target, String host) {
        ConnectRequest request = connected(name, "region", "us-east-1", "target", target == null ? "" : target);
        assertThat(request.endpoint().host()).isEqualTo(host);
    }

    @Test
    void aRegionsPartitionShapesTheNamesThatAreDerived() {
        rds.denied.add("DescribeDBClusters");
        rds.instances.clear();
        rds.instance("prod-1", "prod", "prod-1." + CHINA, "cn-north-1");
        ConnectRequest request = connected("prod", "region", "cn-north-1", "target", "reader");
        assertThat(request.endpoint().host()).isEqualTo("prod.cluster-ro-" + CHINA);
        assertSigned(request, "prod.cluster-ro-" + CHINA, "cn-north-1");
        assertSigned(connected("prod.cluster-" + CHINA), "prod.cluster-" + CHINA, "cn-north-1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCustomEndpointIsDialledAndTheTokenIsTheClusters(boolean allowed) {
        rds.denied.addAll(allowed ? List.of() : List.of("DescribeDBClusters", "DescribeDBClusterEndpoints"));
        cnames.put(CUSTOM, "prod-1." + US + ".");
        ConnectRequest request = connected(CUSTOM);
        assertThat(request.dial()).isEqualTo(new Endpoint(CUSTOM, 6000));
        assertSigned(request, WRITER, "us-east-1");
        assertThat(connected(CUSTOM, "connectHost", "127.0.0.1").dial()).isEqualTo(new Endpoint("127.0.0.1", 6000));
    }

    @Test
    void aProxyIsFoundByItsEndpointAndItsArn() {
        for (String name : List.of(PROXY, "arn:aws:rds:us-east-1:123456789012:db-proxy:prx-app")) {
            ConnectRequest request = connected(name);
            assertThat(request.endpoint()).isEqualTo(new Endpoint(PROXY, 5432));
            assertSigned(request, PROXY, "us-east-1");
        }
        assertThat(connected(PROXY + ":7000").endpoint().port()).isEqualTo(7000);
    }

    @Test
    void aProxyNobodyMayDescribeNeedsItsEngineNamed() {
        rds.denied.addAll(List.of("DescribeDBProxies", "DescribeDBProxyEndpoints", "DescribeDBInstances"));
        String further = "ro.endpoint.proxy-" + US;
        assertThat(connect(further)).hasMessageContainingAll("[ro]", "instanceEngine", "rds:DescribeDBProxies");
        assertThat(connected("postgresql://" + further).endpoint()).isEqualTo(new Endpoint(further, 5432));
        assertThat(connected(further, "instanceEngine", "postgres", "instancePort", "6432")
                        .endpoint())
                .isEqualTo(new Endpoint(further, 6432));
        assertThat(connect("arn:aws:rds:us-east-1:123456789012:db-proxy:prx-app"))
                .hasMessageContainingAll("[prx-app]", "Name it by its endpoint");
    }

    @Test
    void aNameOfOnesOwnSpeaksOfWhatItLeadsTo() {
        cnames.put("db.example.com", "writer.example.net.");
        cnames.put("writer.example.net", WRITER.toUpperCase(java.util.Locale.ROOT) + ".");
        cnames.put("proxy.example.com", PROXY);
        cnames.put("one.example.com", "single." + US);
        cnames.put("g.global-abc123.global.rds.amazonaws.com", WRITER);
        cnames.put("world.example.com", "g.global-abc123.global.rds.amazonaws.com");
        // Known as off and alone: it is refused as it would be by its identifier.
        assertThat(code(connect("one.example.com"))).isEqualTo("iam-authentication-off");
        assertSigned(connected("db.example.com"), WRITER, "us-east-1");
        assertSigned(connected("world.example.com"), WRITER, "us-east-1");
        assertSigned(connected("g.global-abc123.global.rds.amazonaws.com"), WRITER, "us-east-1");
        assertSigned(connected("proxy.example.com"), PROXY, "us-east-1");
        ConnectRequest tunnelled = connected("db.example.com", "connectHost", "127.0.0.1", "connectPort", "15432");
        assertThat(tunnelled.dial()).isEqualTo(new Endpoint("127.0.0.1", 15432));
        assertThat(tunnelled.endpoint()).isEqualTo(new Endpoint(WRITER, 6000));
    }

    @ParameterizedTest
    @CsvSource({
        "db.example.com,instance-not-found,It has no CNAME",
        "elsewhere.example.com,instance-not-found,'It leads to lb.example.net, which has no CNAME'",
        "loop.example.com,instance-not-found,leads to itself",
        "silent.example.com,unknown-host,DNS is silent",
    })
    void aNameThatLeadsToNoEndpointOfRdsIsRefused(String name, String code, String words) {
        cnames.put("elsewhere.example.com", "lb.example.net");
        cnames.put("loop.example.com", "pool.example.com");
        cnames.put("pool.example.com", "loop.example.com");
        Throwable failure = connect(name);
        assertThat(failure).hasMessageContainingAll("[" + name + "]", words, "nslookup -type=CNAME " + name);
        assertThat(code(failure)).isEqualTo(code);
        assertThat(plugin.requests).isEmpty();
        assertThat(rds.calls).isEmpty();
    }

    @Test
    void anInstanceOfTheNameWins() {
        rds.instance("prod", "prod", "prod." + US, "us-east-1");
        assertThat(connected("prod", "region", "us-east-1").endpoint().host()).isEqualTo("prod." + US);
        assertThat(connected("arn:aws:rds:us-east-1:123456789012:cluster:prod")
                        .endpoint()
                        .host())
                .isEqualTo(WRITER);
    }

    /** RDS says of an Aurora instance that IAM authentication is off, whatever its cluster says. */
    @ParameterizedTest
    @CsvSource({"true,false,", "true,true,", "false,false,iam-authentication-off", "false,true,"})
    void theClustersFlagCounts(boolean on, boolean denied, String code) {
        rds.cluster("prod", US, on, "available", "prod-2", "prod-1");
        if (denied) {
            rds.denied.add("DescribeDBClusters");
        }
        for (String name : List.of("prod", "prod-1")) {
            Throwable failure = connect(name, "region", "us-east-1");
            if (code == null) {
                assertThat(failure).isNull();
            } else {
                assertThat(code(failure)).isEqualTo(code);
                assertThat(failure)
                        .hasMessageContaining("aws rds modify-db-cluster --db-cluster-identifier prod"
                                + " --enable-iam-database-authentication --apply-immediately --region us-east-1");
            }
        }
    }

    @Test
    void aStoppedClusterIsStartedAsACluster() {
        rds.cluster("prod", US, true, "stopped", "prod-2", "prod-1");
        assertThat(connect(WRITER))
                .hasMessageContainingAll(
                        "[prod] The cluster is not available",
                        "aws rds start-db-cluster --db-cluster-identifier prod --region us-east-1");
    }

    @ParameterizedTest
    @CsvSource({
        "prod,false,dbuser:cluster-PROD/fourminds_iam_user",
        "prod-1,false,dbuser:cluster-PROD/fourminds_iam_user",
        "prod-1,true,aws rds describe-db-clusters --db-cluster-identifier prod",
        "prod,true,aws rds modify-db-cluster --db-cluster-identifier prod",
        PROXY + ",false,dbuser:prx-app/fourminds_iam_user",
    })
    void aRefusedTokenNamesTheResourceOfWhatTheUserHas(String name, boolean denied, String words) {
        if (denied) {
            rds.denied.add("DescribeDBClusters");
        }
        plugin.fault = ai.fourminds.rds.failure.FailureCode.AUTHENTICATION_FAILED;
        plugin.failures.add(new SQLException("PAM", "28000"));
        assertThat(connect(name, "region", "us-east-1")).hasMessageContaining(words);
    }

    @Test
    void nothingOfTheNameIsSaidWithTheNearestNamesOfInstancesAndClusters() {
        Throwable failure = connect("prodd", "region", "us-east-1");
        assertThat(code(failure)).isEqualTo("instance-not-found");
        assertThat(failure)
                .hasMessageContainingAll("No DB instance and no DB cluster", "nearest names there: prod", "us-east-1");
    }

    @Test
    void aPolicyForTheClusterAloneIsEnoughWhereNoInstanceCanBeMeant() {
        rds.denied.add("DescribeDBInstances");
        assertThat(connected(WRITER).endpoint().host()).isEqualTo(WRITER);
        assertThat(connect("prod", "region", "us-east-1")).hasMessageContaining("name a cluster by its ARN");
        assertThat(connect("single", "region", "us-east-1")).hasMessageContaining("missing rds:DescribeDBInstances");
    }

    @Test
    void aPlainInstanceCostsOneCallAndNoQuestion() {
        plugin.readers.add("single." + US);
        rds.instances.computeIfPresent("single", (id, xml) -> xml.replace("Enabled>false", "Enabled>true"));
        connected("single", "region", "us-east-1");
        assertThat(rds.calls).containsExactly("DescribeDBInstances");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReaderInTheWritersPlaceIsClosedAndTheWriterFoundAmongTheMembers(boolean allowed) {
        if (!allowed) {
            rds.denied.add("DescribeDBClusters");
        }
        plugin.readers.addAll(List.of(WRITER, "prod-1." + US));
        ConnectRequest request = connected("prod", "region", "us-east-1");
        assertThat(request.endpoint()).isEqualTo(new Endpoint("prod-2." + US, 6000));
        assertSigned(request, "prod-2." + US, "us-east-1");
        assertThat(plugin.closings.get()).isEqualTo(allowed ? 1 : 2);
        assertThat(connected("prod", "region", "us-east-1", "target", "any")
                        .endpoint()
                        .host())
                .isEqualTo(WRITER);
        assertThat(connected(READER).endpoint().host()).isEqualTo(READER);
    }

    @Test
    void withoutAnyWriterTheConnectFailsAtItsDeadlineAndNeverReturnsAReader() {
        plugin.readers.addAll(List.of(WRITER, "prod-1." + US, "prod-2." + US));
        Throwable failure = connect("prod", "region", "us-east-1", "connectTimeout", "1s");
        assertThat(code(failure)).isEqualTo("no-writer");
        assertThat(failure).hasMessageContainingAll("[prod] No member of the cluster took writes within 1000 ms");
        assertThat(plugin.closings.get()).isEqualTo(plugin.requests.size()).isGreaterThan(2);
        Throwable tunnelled =
                connect("prod", "region", "us-east-1", "connectTimeout", "1s", "connectHost", "127.0.0.1");
        assertThat(tunnelled).hasMessageContainingAll("the tunnel ends at the writer's endpoint " + WRITER);
    }

    @Test
    void aWriterThatCannotBeReachedIsLookedForAmongTheMembers() {
        plugin.failures.add(new SQLException("x", "08001", new ConnectException("Connection refused")));
        assertThat(connected("prod", "region", "us-east-1").endpoint().host()).isEqualTo("prod-2." + US);
    }

    @Test
    void aClusterThatCannotBeReachedAtAllIsDiagnosedAsOne() {
        for (int count = 0; count < 3; count++) {
            plugin.failures.add(new SQLException("x", "08001", new SocketTimeoutException("Connect timed out")));
        }
        Throwable failure = connect("prod", "region", "us-east-1");
        assertThat(code(failure)).isEqualTo("connection-timed-out");
        assertThat(failure).hasMessageContaining("[prod]");
        assertThat(failure.getSuppressed()).isNotEmpty();
    }

    @Test
    void aConnectionThatBreaksAtTheQuestionIsDiagnosed() {
        plugin.silences.add(new SQLException("x", "08006", new SocketException("reset")));
        assertThat(connected("prod", "region", "us-east-1").endpoint().host()).isEqualTo("prod-2." + US);
        plugin.fault = FailureCode.SERVER_NOT_READY;
        plugin.silences.add(new SQLException("shutting down", "57P01"));
        Throwable failure = connect("prod", "region", "us-east-1");
        assertThat(code(failure)).isEqualTo("server-not-ready");
        assertThat(failure).hasMessageContainingAll("[prod]", "shutting down");
    }

    @Test
    void anExportThroughANameOfOnesOwnTakesNoOtherNativePropertyEither() throws SQLException {
        cnames.put("db.example.com", WRITER);
        Map<String, String> settings = rds.settings();
        settings.put("maxRows", "1");
        settings.put("applicationName", "x");
        for (String name : List.of("db.example.com", WRITER)) {
            Configuration wanted =
                    Configuration.ofUrl(shared, "jdbc:fourminds-rds:" + name + "/sales", settings, Map.of(), 0);
            new Connector(shared, wanted, 0)
                    .with(Set.of("ApplicationName"), Map.of("ApplicationName", "export", "other", "own"))
                    .connect();
        }
        assertThat(plugin.requests)
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.nativeProperties())
                        .isEqualTo(Map.of("applicationName", "x", "ApplicationName", "x", "other", "own")));
    }

    @Test
    void theEngineThatASettingNamesMustBeTheProxys() {
        assertThat(connect("mysql://" + PROXY)).hasMessageContaining("mysql");
        assertThat(connect("prod", "region", "us-east-1", "instanceEngine", "postgres"))
                .hasMessageContaining("instanceEngine: has a meaning only together with instanceHost");
    }
}
