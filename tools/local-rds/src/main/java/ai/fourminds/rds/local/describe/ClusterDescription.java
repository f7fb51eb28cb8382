package ai.fourminds.rds.local.describe;

import ai.fourminds.rds.local.aws.query.Xml;
import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.fleet.DbCluster;
import ai.fourminds.rds.local.fleet.DbClusterEndpoint;
import ai.fourminds.rds.local.fleet.DbGlobalCluster;

/** Writes the elements {@code DBCluster} and {@code DBClusterEndpointList}. Stateless. */
final class ClusterDescription {
    private ClusterDescription() {}

    static void write(DbCluster cluster, Xml list) {
        list.element("DBCluster", xml -> {
            identity(cluster, xml);
            endpoints(cluster, xml);
            members(cluster, xml);
            storage(cluster, xml);
        });
    }

    private static void identity(DbCluster cluster, Xml xml) {
        xml.text("DBClusterIdentifier", cluster.identifier())
                .text("DBClusterArn", Account.LOCAL.arn("cluster", cluster.identifier()))
                .text("DbClusterResourceId", cluster.resourceId())
                .text("Engine", cluster.engine().name())
                .text("EngineVersion", cluster.engine().version())
                .text("EngineMode", "provisioned")
                .text("Status", cluster.status())
                .text("MasterUsername", cluster.engine().masterUsername())
                .text("IAMDatabaseAuthenticationEnabled", cluster.iamAuthentication())
                .text("MultiAZ", cluster.members().size() > 1)
                .text("Port", cluster.engine().port());
        if (!cluster.isAurora()) {
            xml.text("DBClusterInstanceClass", "db.m6gd.large");
        }
    }

    private static void endpoints(DbCluster cluster, Xml xml) {
        xml.text("Endpoint", Account.LOCAL.writerHost(cluster.identifier()))
                .text("ReaderEndpoint", Account.LOCAL.readerHost(cluster.identifier()))
                .text("HostedZoneId", "Z2R2ITUGPM61AM");
        if (!cluster.customEndpoints().isEmpty()) {
            xml.element(
                    "CustomEndpoints",
                    names -> cluster.customEndpoints()
                            .forEach(name -> names.text("member", Account.LOCAL.customHost(name))));
        }
    }

    private static void members(DbCluster cluster, Xml xml) {
        xml.element("DBClusterMembers", members -> {
            for (String identifier : cluster.members()) {
                boolean writer = identifier.equals(cluster.members().get(0));
                members.element(
                        "DBClusterMember",
                        member -> member.text("DBInstanceIdentifier", identifier)
                                .text("IsClusterWriter", writer)
                                .text("DBClusterParameterGroupStatus", "in-sync")
                                .text("PromotionTier", 1));
            }
        });
    }

    private static void storage(DbCluster cluster, Xml xml) {
        xml.element("AvailabilityZones", zones -> {
                    for (String zone : new String[] {"a", "b", "c"}) {
                        zones.text("AvailabilityZone", Account.LOCAL.region() + zone);
                    }
                })
                .text("AllocatedStorage", 1)
                .text("StorageEncrypted", true)
                .text("BackupRetentionPeriod", 7)
                .text("DeletionProtection", cluster.identifier().startsWith("prod"))
                .text("ClusterCreateTime", cluster.created());
    }

    static void write(DbGlobalCluster global, Xml list) {
        list.element("GlobalClusterMember", xml -> describe(global, xml));
    }

    static void describe(DbGlobalCluster global, Xml xml) {
        String writer = global.members().get(0);
        xml.text("GlobalClusterIdentifier", global.identifier())
                .text("GlobalClusterResourceId", global.resourceId())
                .text("GlobalClusterArn", Account.LOCAL.globalClusterArn(global.identifier()))
                .text("Status", "available")
                .text("Engine", global.engine().name())
                .text("EngineVersion", global.engine().version())
                .text("StorageEncrypted", true)
                .text("DeletionProtection", true)
                .text("Endpoint", Account.LOCAL.globalHost(global.identifier()))
                .element(
                        "GlobalClusterMembers",
                        members -> global.members()
                                .forEach(arn -> members.element(
                                        "GlobalClusterMember",
                                        member -> member.text("DBClusterArn", arn)
                                                .text("IsWriter", arn.equals(writer))
                                                .text("SynchronizationStatus", "connected"))));
    }

    static void writeEndpoint(DbClusterEndpoint endpoint, Xml list) {
        list.element("DBClusterEndpointList", xml -> {
            xml.text("DBClusterIdentifier", endpoint.cluster().identifier())
                    .text("Endpoint", endpoint.host())
                    .text("EndpointType", endpoint.type())
                    .text("Status", "available");
            if (endpoint.type().equals("CUSTOM")) {
                xml.text("DBClusterEndpointIdentifier", endpoint.identifier())
                        .text("DBClusterEndpointArn", Account.LOCAL.arn("cluster-endpoint", endpoint.identifier()))
                        .text("DBClusterEndpointResourceIdentifier", endpoint.resourceId())
                        .text("CustomEndpointType", "READER")
                        .element(
                                "StaticMembers",
                                members -> endpoint.staticMembers().forEach(member -> members.text("member", member)));
            }
        });
    }
}
