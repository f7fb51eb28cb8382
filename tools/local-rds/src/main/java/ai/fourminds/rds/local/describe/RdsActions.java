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
import java.util.function.BiPredicate;
import java.util.function.Function;

/** The actions of the RDS API. Immutable. */
public record RdsActions(Fleet fleet, SimulatedFaults disturbances, Failovers failovers) {
    public List<Action> all() {
        return List.of(
                new Describe<>(instances(), disturbances),
                new Describe<>(clusters(), disturbances),
                new Describe<>(clusterEndpoints(), disturbances),
                new Describe<>(proxies(), disturbances),
                new Describe<>(proxyEndpoints(), disturbances),
                new Describe<>(globalClusters(), disturbances),
                new SwitchoverGlobalCluster("SwitchoverGlobalCluster", fleet),
                new SwitchoverGlobalCluster("FailoverGlobalCluster", fleet),
                new FailoverDbCluster(fleet, failovers));
    }

    private Account account() {
        return fleet.account();
    }

    private Kind<DbInstance> instances() {
        BiPredicate<DbInstance, String> is =
                (instance, name) -> fleet.find(name).filter(instance::equals).isPresent();
        var description = new InstanceDescription(account());
        return new Kind<>(
                "DescribeDBInstances",
                "DBInstances",
                fleet::instances,
                DbInstance::identifier,
                instance -> account().instanceArn(instance.identifier()),
                account().instanceArn("*"),
                List.of(new Kind.Named<>("DBInstanceIdentifier", is, "DBInstanceNotFound", "DBInstance")),
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
                (instance, xml) -> description.write(disturbances.today(instance), xml));
    }

    private Kind<DbCluster> clusters() {
        var description = new ClusterDescription(account());
        return new Kind<>(
                "DescribeDBClusters",
                "DBClusters",
                fleet::clusters,
                DbCluster::identifier,
                cluster -> account().clusterArn(cluster.identifier()),
                account().clusterArn("*"),
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
                (cluster, xml) -> description.write(disturbances.today(cluster), xml));
    }

    private Kind<DbClusterEndpoint> clusterEndpoints() {
        var description = new ClusterDescription(account());
        return new Kind<>(
                "DescribeDBClusterEndpoints",
                "DBClusterEndpoints",
                fleet::clusterEndpoints,
                // Ordered by cluster.
                endpoint -> endpoint.cluster().identifier() + " " + endpoint.type() + endpoint.identifier(),
                endpoint -> account().clusterEndpointArn(endpoint.identifier()),
                account().clusterEndpointArn("*"),
                List.of(
                        clusterName(DbClusterEndpoint::cluster),
                        new Kind.Named<>(
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
                description::writeEndpoint);
    }

    private Kind<DbGlobalCluster> globalClusters() {
        return new Kind<>(
                "DescribeGlobalClusters",
                "GlobalClusters",
                fleet::globalClusters,
                DbGlobalCluster::identifier,
                global -> account().globalClusterArn(global.identifier()),
                account().globalClusterArn("*"),
                List.of(new Kind.Named<>(
                        "GlobalClusterIdentifier",
                        (global, name) -> name.equalsIgnoreCase(global.identifier()),
                        "GlobalClusterNotFoundFault",
                        "GlobalCluster")),
                Map.of(),
                new ClusterDescription(account())::write);
    }

    private Kind<DbProxy> proxies() {
        var description = new ProxyDescription(account());
        return new Kind<>(
                "DescribeDBProxies",
                "DBProxies",
                fleet::proxies,
                DbProxy::name,
                proxy -> account().proxyArn(proxy.resourceId()),
                account().proxyArn("*"),
                List.of(new Kind.Named<>(
                        "DBProxyName",
                        (proxy, name) -> name.equalsIgnoreCase(proxy.name()),
                        "DBProxyNotFoundFault",
                        "DBProxy")),
                Map.of(),
                (proxy, xml) -> description.write(disturbances.today(proxy), xml));
    }

    private Kind<DbProxyEndpoint> proxyEndpoints() {
        var description = new ProxyDescription(account());
        return new Kind<>(
                "DescribeDBProxyEndpoints",
                "DBProxyEndpoints",
                fleet::proxyEndpoints,
                DbProxyEndpoint::name,
                endpoint -> account().proxyEndpointArn(endpoint.resourceId()),
                account().proxyEndpointArn("*"),
                List.of(
                        new Kind.Named<>(
                                "DBProxyName",
                                (endpoint, name) ->
                                        name.equalsIgnoreCase(endpoint.proxy().name()),
                                "DBProxyNotFoundFault",
                                "DBProxy"),
                        new Kind.Named<>(
                                "DBProxyEndpointName",
                                (endpoint, name) -> name.equalsIgnoreCase(endpoint.name()),
                                "DBProxyEndpointNotFoundFault",
                                "DBProxyEndpoint")),
                Map.of(),
                description::writeEndpoint);
    }

    private <T> Kind.Named<T> clusterName(Function<T, DbCluster> cluster) {
        return new Kind.Named<>(
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
