package ai.fourminds.rds.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.local.principals.Principal;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterEndpoint;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbProxyEndpointNotFoundException;
import software.amazon.awssdk.services.rds.model.DbProxyNotFoundException;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.GlobalClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.RdsException;

/** Clusters and proxies as they are listed, and who may list what; nothing can be connected to. */
class ListingsTest {
    private static final String INSTANCES = "arn:aws:rds:us-east-1:123456789012:db:";
    private static LocalRds rds;
    private static RdsClient client;

    @BeforeAll
    static void start() {
        rds = LocalRds.builder().withoutDatabases().start();
        client = AwsClients.rds(rds, rds.principal());
    }

    @AfterAll
    static void stop() {
        client.close();
        rds.close();
    }

    @Test
    void clustersComeInPages() {
        var pages = client.describeDBClustersPaginator(r -> r.maxRecords(20)).stream()
                .toList();
        assertThat(pages).hasSizeGreaterThan(1);
        assertThat(pages.get(0).dbClusters()).hasSize(20);
        assertThat(client.describeDBClustersPaginator(r -> r.maxRecords(20)).dbClusters())
                .extracting(DBCluster::dbClusterIdentifier)
                .isSorted()
                .doesNotHaveDuplicates()
                .contains("prod-checkout", "prod-ha", "prod-analytics-2-cluster");
        String marker = pages.get(0).marker();
        assertInvalid(() -> client.describeDBClusters(r -> r.marker(marker + "x")));
        assertInvalid(() -> client.describeDBInstances(r -> r.marker(marker)));
        assertInvalid(() -> client.describeDBClusters(r -> r.maxRecords(19)));
    }

    @Test
    void pagesOfEndpointsRepeatAndOmitNone() {
        List<String> all =
                client.describeDBClusterEndpointsPaginator(r -> r.maxRecords(100)).dbClusterEndpoints().stream()
                        .map(DBClusterEndpoint::endpoint)
                        .toList();
        assertThat(all).hasSizeGreaterThan(40).doesNotHaveDuplicates();
        assertThat(client.describeDBClusterEndpointsPaginator(r -> r.maxRecords(21))
                        .dbClusterEndpoints())
                .extracting(DBClusterEndpoint::endpoint)
                .containsExactlyElementsOf(all);
    }

    @Test
    void everyAuroraInstanceIsAMemberOfAClusterThatExists() {
        List<String> clusters = client.describeDBClustersPaginator().dbClusters().stream()
                .map(DBCluster::dbClusterIdentifier)
                .toList();
        List<DBInstance> aurora = client.describeDBInstancesPaginator().dbInstances().stream()
                .filter(instance -> instance.engine().startsWith("aurora"))
                .toList();
        assertThat(aurora)
                .isNotEmpty()
                .allSatisfy(
                        instance -> assertThat(instance.dbClusterIdentifier()).isIn(clusters));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"prod-checkout", "Prod-Checkout", "arn:aws:rds:us-east-1:123456789012:cluster:prod-checkout"})
    void aClusterIsDescribed(String name) {
        DBCluster cluster = client.describeDBClusters(r -> r.dbClusterIdentifier(name))
                .dbClusters()
                .get(0);
        assertThat(cluster.dbClusterArn()).isEqualTo("arn:aws:rds:us-east-1:123456789012:cluster:prod-checkout");
        assertThat(cluster.dbClusterResourceId()).matches("cluster-[A-Z2-7]{26}");
        assertThat(cluster.engine()).isEqualTo("aurora-mysql");
        assertThat(cluster.status()).isEqualTo("available");
        assertThat(cluster.port()).isEqualTo(3306);
        assertThat(cluster.endpoint()).isEqualTo("prod-checkout.cluster-c9akciq32rk1.us-east-1.rds.amazonaws.com");
        assertThat(cluster.readerEndpoint())
                .isEqualTo("prod-checkout.cluster-ro-c9akciq32rk1.us-east-1.rds.amazonaws.com");
        assertThat(cluster.iamDatabaseAuthenticationEnabled()).isTrue();
        assertThat(cluster.multiAZ()).isTrue();
        assertThat(cluster.availabilityZones()).hasSize(3);
        assertThat(cluster.dbClusterMembers())
                .extracting(DBClusterMember::dbInstanceIdentifier, DBClusterMember::isClusterWriter)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("prod-checkout-a", true),
                        org.assertj.core.groups.Tuple.tuple("prod-checkout-b", false));
    }

    @ParameterizedTest
    @CsvSource({
        "prod-checkout, 'prod-checkout-a,prod-checkout-b'",
        "arn:aws:rds:us-east-1:123456789012:cluster:prod-checkout, 'prod-checkout-a,prod-checkout-b'",
        "prod-ha, 'prod-ha-instance-1,prod-ha-instance-2,prod-ha-instance-3'",
        "no-such, ''"
    })
    void instancesAreFoundByTheirCluster(String cluster, String members) {
        assertThat(client.describeDBInstances(r -> r.filters(filter("db-cluster-id", cluster))).dbInstances().stream()
                        .map(DBInstance::dbInstanceIdentifier))
                .containsExactlyElementsOf(members.isEmpty() ? List.of() : List.of(members.split(",")));
    }

    @Test
    void theEndpointsOfAClusterAreListed() {
        assertThat(client.describeDBClusterEndpoints(r -> r.dbClusterIdentifier("prod-ha"))
                        .dbClusterEndpoints())
                .extracting(endpoint -> endpoint.endpointType())
                .containsExactlyInAnyOrder("WRITER", "READER");
        assertThat(client.describeDBClusterEndpoints(r -> r.filters(filter("db-cluster-endpoint-type", "reader")))
                        .dbClusterEndpoints())
                .isNotEmpty()
                .allSatisfy(endpoint -> assertThat(endpoint.endpoint()).contains(".cluster-ro-"));
    }

    @Test
    void aGlobalClusterHasAWriterInOneRegionAndIsSwitchedOver() throws Exception {
        String here = "arn:aws:rds:us-east-1:123456789012:cluster:prod-checkout";
        String there = "arn:aws:rds:eu-west-1:123456789012:cluster:prod-checkout-eu";
        var global = client.describeGlobalClusters(r -> r.globalClusterIdentifier("prod-checkout-global"))
                .globalClusters()
                .get(0);
        assertThat(global.globalClusterArn())
                .isEqualTo("arn:aws:rds::123456789012:global-cluster:prod-checkout-global");
        assertThat(global.endpoint()).isEqualTo("prod-checkout-global.global-c9akciq32rk1.global.rds.amazonaws.com");
        assertThat(global.globalClusterMembers())
                .extracting(member -> member.dbClusterArn() + " " + member.isWriter())
                .containsExactly(there + " true", here + " false");
        assertThat(cname(global.endpoint()))
                .isEqualTo("prod-checkout-eu.cluster-c9akciq32rk1.eu-west-1.rds.amazonaws.com.");
        assertThat(client.switchoverGlobalCluster(r -> r.globalClusterIdentifier("prod-checkout-global")
                                .targetDbClusterIdentifier(here))
                        .globalCluster()
                        .globalClusterMembers()
                        .get(0)
                        .dbClusterArn())
                .isEqualTo(here);
        assertThat(cname(global.endpoint()))
                .isEqualTo("prod-checkout.cluster-c9akciq32rk1.us-east-1.rds.amazonaws.com.");
        assertThatThrownBy(() -> client.failoverGlobalCluster(
                        r -> r.globalClusterIdentifier("prod-checkout-global").targetDbClusterIdentifier(here)))
                .hasMessageContaining("is no secondary");
        client.failoverGlobalCluster(
                r -> r.globalClusterIdentifier("prod-checkout-global").targetDbClusterIdentifier(there));
        assertThatThrownBy(() -> client.describeGlobalClusters(r -> r.globalClusterIdentifier("no-such")))
                .isInstanceOf(GlobalClusterNotFoundException.class);
        Principal blind = rds.addPrincipal(Principal.user("without-globals").withoutDescribe());
        try (RdsClient other = AwsClients.rds(rds, blind)) {
            assertDenied(
                    other::describeGlobalClusters,
                    "rds:DescribeGlobalClusters on resource: arn:aws:rds::123456789012:global-cluster:*");
            assertDenied(
                    () -> other.switchoverGlobalCluster(r ->
                            r.globalClusterIdentifier("prod-checkout-global").targetDbClusterIdentifier(here)),
                    "rds:SwitchoverGlobalCluster");
        }
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        assertThatThrownBy(() -> client.describeDBClusters(r -> r.dbClusterIdentifier("no-such")))
                .isInstanceOf(DbClusterNotFoundException.class)
                .hasMessageContaining("no-such");
        assertThatThrownBy(() -> client.describeDBClusterEndpoints(r -> r.dbClusterIdentifier("no-such")))
                .isInstanceOf(DbClusterNotFoundException.class);
        assertThatThrownBy(() -> client.describeDBProxies(r -> r.dbProxyName("no-such")))
                .isInstanceOf(DbProxyNotFoundException.class);
        assertThatThrownBy(() -> client.describeDBProxyEndpoints(r -> r.dbProxyName("no-such")))
                .isInstanceOf(DbProxyNotFoundException.class);
        assertThatThrownBy(() -> client.describeDBProxyEndpoints(r -> r.dbProxyEndpointName("no-such")))
                .isInstanceOf(DbProxyEndpointNotFoundException.class);
    }

    @Test
    void aGrantOnSomeInstancesShowsThemAndNothingElse() {
        Principal some = rds.addPrincipal(Principal.user("least")
                .withoutDescribe()
                .withAllowed("rds:DescribeDBInstances", INSTANCES + "prod-analytics", INSTANCES + "prod-checkout*"));
        try (RdsClient least = AwsClients.rds(rds, some)) {
            assertThat(least.describeDBInstances(r -> r.dbInstanceIdentifier("prod-analytics"))
                            .dbInstances())
                    .hasSize(1);
            assertThat(least.describeDBInstances(r -> r.dbInstanceIdentifier("Prod-Checkout-B"))
                            .dbInstances())
                    .hasSize(1);
            assertDenied(least::describeDBInstances, "rds:DescribeDBInstances on resource: " + INSTANCES + "*");
            assertDenied(
                    () -> least.describeDBInstances(r -> r.filters(filter("db-cluster-id", "prod-checkout"))),
                    INSTANCES + "*");
            assertDenied(
                    () -> least.describeDBInstances(r -> r.dbInstanceIdentifier("prod-tunnel")),
                    INSTANCES + "prod-tunnel");
            // Whether it exists is none of the caller's business.
            assertDenied(
                    () -> least.describeDBInstances(r -> r.dbInstanceIdentifier("no-such")), INSTANCES + "no-such");
            assertDenied(least::describeDBClusters, "rds:DescribeDBClusters on resource");
            assertDenied(() -> least.describeDBProxies(r -> {}), "rds:DescribeDBProxies on resource");
        }
    }

    @Test
    void aGrantOnOneClusterShowsItAlone() {
        Principal one = rds.addPrincipal(Principal.user("cluster-reader")
                .withoutDescribe()
                .withAllowed("rds:DescribeDBClusters", "arn:aws:rds:us-east-1:123456789012:cluster:prod-ha"));
        try (RdsClient reader = AwsClients.rds(rds, one)) {
            assertThat(reader.describeDBClusters(r -> r.dbClusterIdentifier("prod-ha"))
                            .dbClusters())
                    .hasSize(1);
            assertDenied(reader::describeDBClusters, "cluster:*");
            assertDenied(reader::describeDBInstances, "rds:DescribeDBInstances");
        }
    }

    @Test
    void aSwitchDeniesClustersToEverybody() {
        rds.faults().deny("rds:DescribeDBClusters").status("prod-ha", "stopped");
        assertDenied(client::describeDBClusters, "rds:DescribeDBClusters");
        rds.faults().clear().status("prod-ha", "stopped").iamAuthenticationOff("prod-ha");
        DBCluster stopped = client.describeDBClusters(r -> r.dbClusterIdentifier("prod-ha"))
                .dbClusters()
                .get(0);
        assertThat(stopped.status()).isEqualTo("stopped");
        assertThat(stopped.iamDatabaseAuthenticationEnabled()).isFalse();
        assertThat(client.describeDBInstances(r -> r.dbInstanceIdentifier("prod-ha-instance-2"))
                        .dbInstances()
                        .get(0)
                        .iamDatabaseAuthenticationEnabled())
                .isFalse();
        rds.faults().clear();
    }

    private static String cname(String host) throws NamingException {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(
                Context.PROVIDER_URL, "dns://127.0.0.1:" + rds.dns().address().getPort());
        var client = new InitialDirContext(environment);
        try {
            return String.valueOf(client.getAttributes(host, new String[] {"CNAME"})
                    .get("CNAME")
                    .get());
        } finally {
            client.close();
        }
    }

    private static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    private static void assertDenied(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatExceptionOfType(RdsException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"))
                .withMessageContaining(message);
    }

    private static void assertInvalid(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(RdsException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue"));
    }
}
