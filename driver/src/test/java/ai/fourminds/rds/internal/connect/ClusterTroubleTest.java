package ai.fourminds.rds.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.fleet.RdsCluster;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may go wrong around clusters, proxies and names that lead to them: AWS in trouble, hostile names, odd clusters. */
class ClusterTroubleTest extends ClusterConnects {

    /** Whatever becomes of the questions that a policy need not allow, a connect that works without them works. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "400 Throttling",
                "500 InternalFailure",
                "503 ServiceUnavailable",
                "400 InvalidAction",
                "404 DBClusterNotFoundFault",
                "403 AccessDenied",
                "400 SomethingNew",
                "silent",
                "endless"
            })
    void noConnectNeedsWhatIsOptional(String how) {
        for (String action : new String[] {
            "DescribeDBClusters",
            "DescribeDBClusterEndpoints",
            "DescribeDBProxies",
            "DescribeDBProxyEndpoints",
            "DescribeGlobalClusters"
        }) {
            rds.failing.put(action, how);
        }
        cnames.put(CUSTOM, "prod-1." + US);
        Map<String, String> expected = Map.of("prod", WRITER, "prod-1", "prod-1." + US, CUSTOM, WRITER);
        expected.forEach((name, host) ->
                assertThat(connected(name).endpoint().host()).as(name).isEqualTo(host));
        assertThat(connected("postgresql://" + PROXY).endpoint().host()).isEqualTo(PROXY);
        plugin.readers.addAll(List.of(WRITER, "prod-1." + US));
        assertThat(connected("prod").endpoint().host()).isEqualTo("prod-2." + US);
    }

    /** Where nothing else tells, the reason is told. */
    @ParameterizedTest
    @CsvSource({
        "429 Throttling,aws-throttled,rds:DescribeDB",
        "503 ServiceUnavailable,aws-error,rds:DescribeDB",
        "403 AccessDenied,instance-not-found,to these credentials",
        "silent,aws-timeout,rds:DescribeDB",
    })
    void whatIsNeededIsDiagnosed(String how, String code, String words) {
        for (String action : new String[] {"DescribeDBClusterEndpoints", "DescribeDBProxies"}) {
            rds.failing.put(action, how);
        }
        for (String name : new String[] {PROXY, ARN + "db-proxy:prx-app", CUSTOM}) {
            Throwable failure = connect(name, "discoveryTimeout", how.equals("silent") ? "2s" : "15s");
            assertThat(failure).as(name).hasMessageContaining(words);
            assertThat(code(failure)).isEqualTo(code);
        }
        assertThat(plugin.requests).isEmpty();
    }

    @Test
    void aListingOfEndlessPagesEndsInTime() throws SQLException {
        rds.failing.put("DescribeDBClusters", "endless");
        rds.failing.put("DescribeDBProxies", "endless");
        Map<String, String> settings = rds.settings();
        settings.putAll(Map.of("region", "us-east-1", "discoveryTimeout", "6s"));
        FleetAccess fleet = FleetAccess.of(shared, Configuration.ofSettings(shared, settings, Map.of()), null);
        assertThat(fleet.clusters()).extracting(RdsCluster::id).containsExactly("prod");
        assertThat(fleet.proxies()).isEmpty();
    }

    @Test
    void aQuestionThatIsOptionalAtFirstIsNeededWhereThePolicyAllowsItAlone() {
        rds.denied.add("DescribeDBInstances");
        rds.failing.put("DescribeDBClusters", "503 ServiceUnavailable");
        assertThat(code(connect(WRITER))).isEqualTo("aws-error");
    }

    @Test
    void keysThatAreOverAreTakenAnewWhateverTheQuestion() {
        rds.failing.put("DescribeDBClusters", "403 ExpiredToken");
        assertThat(code(connect(WRITER))).isEqualTo("credentials-expired");
    }

    /** One permission less at a time, of those that the guide does not list: each name still leads where it leads. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DescribeDBClusters",
                "DescribeDBClusterEndpoints",
                "DescribeDBProxies",
                "DescribeDBProxyEndpoints",
                "DescribeGlobalClusters"
            })
    void eachPermissionMayBeMissing(String action) {
        rds.denied.add(action);
        cnames.put(CUSTOM, "prod-1." + US);
        for (String name : new String[] {"prod", "prod-1", ARN + "cluster:prod", WRITER, CUSTOM}) {
            assertThat(connect(name)).as(name).isNull();
        }
        assertThat(connect("postgresql://" + PROXY)).isNull();
    }

    @Test
    void aFailedConnectSaysThatAClusterHasTheNameOfTheInstance() {
        rds.instance("both", "", "both." + US, "us-east-1").cluster("both", US, true, "available", "both-1");
        Throwable failure = connect("both");
        assertThat(code(failure)).isEqualTo("iam-authentication-off");
        assertThat(failure)
                .hasMessageContaining(
                        "A cluster of this name exists too; name that by its ARN, " + ARN + "cluster:both.");
        // A name that can mean one thing only.
        assertThat(connect(ARN + "db:both")).hasMessageNotContaining("exists too");
        rds.instances.computeIfPresent("both", (id, xml) -> xml.replace("Enabled>false", "Enabled>true"));
        plugin.failures.add(new SQLException("no such database", "3D000"));
        Throwable login = connect("both", "discoveryCacheTtl", "1s");
        assertThat(login)
                .hasMessageContainingAll("no such database", "exists too")
                .hasCauseInstanceOf(SQLException.class);
        assertThat(connect(ARN + "cluster:both")).isNull();
    }

    /** What a failed connect asks besides may fail as well. */
    @ParameterizedTest
    @ValueSource(strings = {"503 ServiceUnavailable", "403 AccessDenied", "silent"})
    void aFailureIsToldAsItIsWhereNothingMoreCanBeAsked(String how) {
        rds.instance("single", "", "single." + US, "us-east-1");
        rds.failing.put("DescribeDBClusters", how);
        long begun = System.nanoTime();
        assertThat(code(connect("single"))).isEqualTo("iam-authentication-off");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aSecondaryOfAGlobalClusterIsNotWaitedFor() {
        rds.global("world", "arn:aws:rds:eu-west-1:123456789012:cluster:prod-eu", ARN + "cluster:prod");
        plugin.readers.addAll(List.of(WRITER, "prod-1." + US, "prod-2." + US));
        Throwable failure = connect("prod", "connectTimeout", "60s");
        assertThat(code(failure)).isEqualTo("no-writer");
        assertThat(failure)
                .hasMessageContainingAll(
                        "secondary of the global cluster world",
                        "arn:aws:rds:eu-west-1:123456789012:cluster:prod-eu",
                        "target=reader");
        assertThat(connect("prod", "target", "reader")).isNull();
    }

    @Test
    void thePrimaryOfAGlobalClusterIsWaitedFor() {
        rds.global("world", ARN + "cluster:prod", "arn:aws:rds:eu-west-1:123456789012:cluster:prod-eu");
        plugin.readers.addAll(List.of(WRITER, "prod-1." + US, "prod-2." + US));
        assertThat(connect("prod", "connectTimeout", "2s")).hasMessageContaining("took writes within 2000 ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"db:prod-1", "cluster:prod", "db:prod-3", "cluster:prod-x"})
    void theArnOfAnotherAccountIsNotThatOfOnesOwn(String resource) {
        Throwable failure = connect("arn:aws:rds:us-east-1:999999999999:" + resource);
        assertThat(code(failure)).isEqualTo("instance-not-found");
        assertThat(failure).hasMessageContainingAll("999999999999", "123456789012", "roleArn");
        assertThat(plugin.requests).isEmpty();
    }

    @Test
    void theArnOfAnotherRegionContradictsARegionThatWasSaid() {
        assertThat(connect("arn:aws:rds:eu-west-1:123456789012:cluster:prod", "region", "us-east-1"))
                .hasMessageContainingAll("region: 'us-east-1' contradicts", "eu-west-1");
    }

    @ParameterizedTest
    @CsvSource({"readers,reader", "Wrtier,writer", "primary,writer"})
    void aMisspeltTargetNamesTheChoices(String said, String meant) {
        assertThat(connect("prod", "target", said)).hasMessageContainingAll("target", said, meant);
        assertThat(rds.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prod.cluster-abc123.us-east-1.rds.amazonaws.com.evil.example",
                "prod.cluster-abc123.us-east-1.rds.amazonaws.com.evil.example.",
                "prod.cluster-abc123.us-east-1.rds.amazonaws.co",
                "prod.cluster-abc123.us-east-1.rds-amazonaws.com",
                "prod.cluster-abc123.us-east-1.rds.xamazonaws.com",
                "prod.cluster-abc123.us-east-1.rds.аmazonaws.com",
                "prod.cluster-abc123.us_east_1.rds.amazonaws.com",
                "prod.cluster-abc123.evil.us-east-1.rds.amazonaws.com",
                "evil.example/prod.cluster-abc123.us-east-1.rds.amazonaws.com",
                "evil.example@prod.cluster-abc123.us-east-1.rds.amazonaws.com",
                "evil.example:5432#prod.cluster-abc123.us-east-1.rds.amazonaws.com",
                "ldap://evil.example/prod.cluster-abc123.us-east-1.rds.amazonaws.com",
                "prod\\.cluster-abc123.us-east-1.rds.amazonaws.com",
                "pr od.cluster-abc123.us-east-1.rds.amazonaws.com",
                "prod.cluster-abc123.us-east-1.rds.amazonaws.com\nevil",
                "127.0.0.1",
                "[::1]",
                "localhost",
                ".",
                ""
            })
    void aCnameToALookalikeGetsNoToken(String target) {
        cnames.put("db.example.com", target);
        Throwable failure = connect("db.example.com");
        assertThat(code(failure)).isEqualTo("instance-not-found");
        assertThat(failure).hasMessageContaining("leads to no RDS endpoint").hasMessageNotContaining("\n");
        assertThat(plugin.requests).isEmpty();
        assertThat(rds.calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"7,true", "8,false", "30,false"})
    void aChainOfNamesHasAnEnd(int hops, boolean followed) {
        for (int hop = 1; hop < hops; hop++) {
            cnames.put("n" + hop + ".example.com", "N" + (hop + 1) + ".Example.com.");
        }
        cnames.put("n" + hops + ".example.com", WRITER.toUpperCase(Locale.ROOT) + ".");
        Throwable failure = connect("N1.example.COM.:5432");
        if (followed) {
            assertThat(failure).isNull();
        } else if (hops > 8) {
            assertThat(failure).hasMessageContaining("It leads to itself, or through more than 8 names.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bücher.example", "db.example.com/x?", "db.example.com%2f", "prod.", "xn--bcher-kva.example"})
    void oddNamesAreRefused(String name) {
        assertThat(connect(name)).isInstanceOf(SQLException.class);
        assertThat(rds.calls).isEmpty();
    }

    /** Their members alone tell of them where clusters may not be described. */
    @ParameterizedTest
    @CsvSource({"stopped,start-db-cluster", "creating,wait db-cluster-available", "failing-over,''"})
    void theStateOfTheMembersIsTheClusters(String status, String remedy) {
        rds.denied.add("DescribeDBClusters");
        rds.instances.replaceAll((id, xml) -> xml.replace("available", status));
        Throwable failure = connect("prod");
        if (remedy.isEmpty()) {
            assertThat(failure).isNull();
        } else {
            assertThat(failure).hasMessageContaining(remedy).hasMessageContaining("--db-cluster-identifier prod");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stopped", "deleting", "inaccessible-encryption-credentials-recoverable", "creating"})
    void aClusterInAStateThatTakesNoConnectionsIsNotDialled(String status) {
        rds.cluster("prod", US, true, status, "prod-2", "prod-1");
        assertThat(code(connect("prod"))).isEqualTo("instance-not-available");
        assertThat(plugin.requests).isEmpty();
    }

    /** A headless cluster has names that lead nowhere. */
    @Test
    void aClusterWithoutMembersIsDiagnosed() {
        rds.instances.clear();
        rds.clusters.computeIfPresent(
                "prod", (id, xml) -> xml.replaceAll("<DBClusterMembers>.*</DBClusterMembers>", "<DBClusterMembers/>"));
        plugin.failures.add(new SQLException("x", "08001", new UnknownHostException(WRITER)));
        Throwable failure = connect("prod");
        assertThat(code(failure)).isEqualTo("unknown-host");
        rds.denied.add("DescribeDBClusters");
        assertThat(code(connect("prod", "discoveryCacheTtl", "1s"))).isEqualTo("instance-not-found");
    }

    @Test
    void aClusterOfReadersAloneServesReads() {
        rds.clusters.computeIfPresent(
                "prod", (id, xml) -> xml.replace("<IsClusterWriter>true", "<IsClusterWriter>false"));
        plugin.readers.addAll(List.of(WRITER, "prod-1." + US, "prod-2." + US));
        assertThat(connect("prod", "target", "reader")).isNull();
        assertThat(connect("prod", "target", "any")).isNull();
        assertThat(code(connect("prod", "connectTimeout", "1s"))).isEqualTo("no-writer");
    }

    /** A Serverless cluster that sleeps holds the login until it is awake. */
    @Test
    void aClusterThatWakesIsReachedOnceItIsAwake() {
        plugin.fault = FailureCode.SERVER_NOT_READY;
        plugin.failures.add(new SQLException("the database system is starting up", "57P03"));
        Throwable failure = connect("prod");
        assertThat(code(failure)).isEqualTo("server-not-ready");
        assertThat(failure).hasMessageContaining("Connect again in a moment");
        assertThat(connect("prod")).isNull();
    }

    /** Of every partition: what is printed names its ARNs, its hosts and the region. */
    @ParameterizedTest
    @CsvSource({
        "us-east-1,aws,abc123.us-east-1.rds.amazonaws.com",
        "cn-north-1,aws-cn,abc123.rds.cn-north-1.amazonaws.com.cn",
        "cn-northwest-1,aws-cn,abc123.cn-northwest-1.rds.amazonaws.com.cn",
        "us-gov-west-1,aws-us-gov,abc123.us-gov-west-1.rds.amazonaws.com",
        "us-iso-east-1,aws-iso,abc123.us-iso-east-1.rds.c2s.ic.gov",
        "us-isob-east-1,aws-iso-b,abc123.us-isob-east-1.rds.sc2s.sgov.gov",
        "eusc-de-east-1,aws-eusc,abc123.eusc-de-east-1.rds.amazonaws.eu",
    })
    void whatIsPrintedIsOfThePartition(String region, String partition, String suffix) {
        assertThat(RdsFleet.partition(region)).isEqualTo(partition);
        rds.denied.addAll(List.of("DescribeDBClusters", "DescribeDBProxies", "DescribeDBProxyEndpoints"));
        rds.instance("m-1", "m", "m-1." + suffix, region);
        rds.instances.computeIfPresent("m-1", (id, xml) -> xml.replace("arn:aws:", "arn:" + partition + ":"));
        plugin.fault = FailureCode.AUTHENTICATION_FAILED;
        for (int count = 0; count < 3; count++) {
            plugin.failures.add(new SQLException("PAM", "28000"));
        }
        assertThat(connect("m.cluster-" + suffix))
                .hasMessageContainingAll(
                        "arn:" + partition + ":rds-db:" + region + ":123456789012:dbuser:",
                        "m.cluster-" + suffix,
                        "--region " + region);
        assertThat(connect("postgresql://app.proxy-" + suffix))
                .hasMessageContainingAll(
                        "arn:" + partition + ":rds-db:" + region + ":<account>:dbuser:", "--region " + region);
        assertThat(connect("arn:" + partition + ":rds:" + region + ":123456789012:cluster:m", "target", "reader"))
                .hasMessageContaining("m.cluster-ro-" + suffix);
    }
}
