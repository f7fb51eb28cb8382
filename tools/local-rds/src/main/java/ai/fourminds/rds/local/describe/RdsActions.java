package ai.fourminds.rds.local.describe;

import ai.fourminds.rds.local.aws.query.Action;
import ai.fourminds.rds.local.aws.query.SimulatedFaults;
import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.fleet.DbCluster;
import ai.fourminds.rds.local.fleet.DbClusterEndpoint;
import ai.fourminds.rds.local.fleet.DbGlobalCluster;
import ai.fourminds.rds.local.fleet.DbInstance;
import ai.fourminds.rds.local.fleet.DbProxy;
import ai.fourminds.rds.local.fleet.DbProxyEndpoint;
import ai.fourminds.rds.local.fleet.Fleet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The actions of the RDS API. Immutable.
 *
 * @param promote promotes a cluster's member, or any reader; see {@link Failovers}
 */
public record RdsActions(Fleet fleet, SimulatedFaults faults, BiConsumer<String, Optional<String>> promote) {
    public List<Action> all() {
        var markers = new Markers();
        var listings = Stream.of(
                        instances(), clusters(), clusterEndpoints(), proxies(), proxyEndpoints(), globalClusters())
                .map(listing -> listing.action(faults, markers));
        return Stream.concat(listings, new Failovers(fleet, promote).actions().stream())
                .toList();
    }

    private Listing<DbInstance> instances() {
        BiPredicate<DbInstance, String> is =
                (instance, name) -> fleet.find(name).filter(instance::equals).isPresent();
        return new Listing<>(
                "DescribeDBInstances",
                "DBInstances",
                fleet::instances,
                DbInstance::identifier,
                instance -> Account.LOCAL.arn("db", instance.identifier()),
                Account.LOCAL.arn("db", "*"),
                List.of(new Listing.Named<>("DBInstanceIdentifier", is, "DBInstanceNotFound", "DBInstance")),
                Map.of(
                        "db-instance-id",
                        is,
                        "db-cluster-id",
                        (instance, cluster) -> instance.cluster()
                                .flatMap(fleet::findCluster)
                                .filter(found -> names(found, cluster))
                                .isPresent(),
                        "dbi-resource-id",
                        (instance, id) -> id.equalsIgnoreCase(instance.resourceId()),
                        "engine",
                        (instance, engine) -> engine.equals(instance.engine().name()),
                        // No instance belongs to a domain.
                        "domain",
                        (instance, domain) -> false),
                (instance, xml) -> Descriptions.instance(faults.today(instance), xml));
    }

    private Listing<DbCluster> clusters() {
        return new Listing<>(
                "DescribeDBClusters",
                "DBClusters",
                fleet::clusters,
                DbCluster::identifier,
                cluster -> Account.LOCAL.arn("cluster", cluster.identifier()),
                Account.LOCAL.arn("cluster", "*"),
                List.of(clusterName(cluster -> cluster)),
                Map.of(
                        "db-cluster-id",
                        this::names,
                        "db-cluster-resource-id",
                        (cluster, id) -> id.equalsIgnoreCase(cluster.resourceId()),
                        "engine",
                        (cluster, engine) -> engine.equals(cluster.engine().name()),
                        "clone-group-id",
                        (cluster, group) -> false,
                        "domain",
                        (cluster, domain) -> false),
                (cluster, xml) -> Descriptions.cluster(faults.today(cluster), xml));
    }

    private Listing<DbClusterEndpoint> clusterEndpoints() {
        return new Listing<>(
                "DescribeDBClusterEndpoints",
                "DBClusterEndpoints",
                fleet::clusterEndpoints,
                endpoint -> endpoint.cluster().identifier() + " " + endpoint.type() + endpoint.identifier(),
                endpoint -> Account.LOCAL.arn("cluster-endpoint", endpoint.identifier()),
                Account.LOCAL.arn("cluster-endpoint", "*"),
                List.of(
                        clusterName(DbClusterEndpoint::cluster),
                        new Listing.Named<>(
                                "DBClusterEndpointIdentifier",
                                (endpoint, name) -> name.equalsIgnoreCase(endpoint.identifier()),
                                "DBClusterEndpointNotFoundFault",
                                "DBClusterEndpoint")),
                Map.of(
                        "db-cluster-endpoint-type",
                        (endpoint, type) -> type.equalsIgnoreCase(endpoint.type()),
                        "db-cluster-endpoint-custom-type",
                        (endpoint, type) -> endpoint.type().equals("CUSTOM") && type.equalsIgnoreCase("READER"),
                        "db-cluster-endpoint-id",
                        (endpoint, id) -> id.equalsIgnoreCase(endpoint.identifier()),
                        "db-cluster-endpoint-status",
                        (endpoint, status) -> status.equals("available")),
                Descriptions::clusterEndpoint);
    }

    private Listing<DbGlobalCluster> globalClusters() {
        return new Listing<>(
                "DescribeGlobalClusters",
                "GlobalClusters",
                fleet::globalClusters,
                DbGlobalCluster::identifier,
                global -> Account.LOCAL.globalClusterArn(global.identifier()),
                Account.LOCAL.globalClusterArn("*"),
                List.of(new Listing.Named<>(
                        "GlobalClusterIdentifier",
                        (global, name) -> name.equalsIgnoreCase(global.identifier()),
                        "GlobalClusterNotFoundFault",
                        "GlobalCluster")),
                Map.of(),
                (global, xml) ->
                        xml.element("GlobalClusterMember", inside -> Descriptions.globalCluster(global, inside)));
    }

    private Listing<DbProxy> proxies() {
        return new Listing<>(
                "DescribeDBProxies",
                "DBProxies",
                fleet::proxies,
                DbProxy::name,
                proxy -> Account.LOCAL.arn("db-proxy", proxy.resourceId()),
                Account.LOCAL.arn("db-proxy", "*"),
                List.of(new Listing.Named<>(
                        "DBProxyName",
                        (proxy, name) -> name.equalsIgnoreCase(proxy.name()),
                        "DBProxyNotFoundFault",
                        "DBProxy")),
                Map.of(),
                (proxy, xml) -> Descriptions.proxy(faults.today(proxy), xml));
    }

    private Listing<DbProxyEndpoint> proxyEndpoints() {
        return new Listing<>(
                "DescribeDBProxyEndpoints",
                "DBProxyEndpoints",
                fleet::proxyEndpoints,
                DbProxyEndpoint::name,
                endpoint -> Account.LOCAL.arn("db-proxy-endpoint", endpoint.resourceId()),
                Account.LOCAL.arn("db-proxy-endpoint", "*"),
                List.of(
                        new Listing.Named<>(
                                "DBProxyName",
                                (endpoint, name) ->
                                        name.equalsIgnoreCase(endpoint.proxy().name()),
                                "DBProxyNotFoundFault",
                                "DBProxy"),
                        new Listing.Named<>(
                                "DBProxyEndpointName",
                                (endpoint, name) -> name.equalsIgnoreCase(endpoint.name()),
                                "DBProxyEndpointNotFoundFault",
                                "DBProxyEndpoint")),
                Map.of(),
                Descriptions::proxyEndpoint);
    }

    private <T> Listing.Named<T> clusterName(Function<T, DbCluster> cluster) {
        return new Listing.Named<>(
                "DBClusterIdentifier",
                (one, name) -> names(cluster.apply(one), name),
                "DBClusterNotFoundFault",
                "DBCluster");
    }

    private boolean names(DbCluster cluster, String identifierOrArn) {
        return fleet.findCluster(identifierOrArn)
                .filter(found -> found.identifier().equals(cluster.identifier()))
                .isPresent();
    }
}
