package ai.fourminds.rds.local.describe;

import ai.fourminds.rds.local.aws.query.Xml;
import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.fleet.DbCluster;
import ai.fourminds.rds.local.fleet.DbClusterEndpoint;
import ai.fourminds.rds.local.fleet.DbGlobalCluster;
import ai.fourminds.rds.local.fleet.DbInstance;
import ai.fourminds.rds.local.fleet.DbProxy;
import ai.fourminds.rds.local.fleet.DbProxyEndpoint;

/** Writes the elements of RDS's listings, with the fields that RDS gives for ordinary resources. Stateless. */
final class Descriptions {
    private Descriptions() {}

    static void instance(DbInstance instance, Xml list) {
        list.element("DBInstance", xml -> {
            identity(instance, xml);
            instance.endpoint()
                    .ifPresent(endpoint -> xml.element(
                            "Endpoint",
                            inside -> inside.text("Address", endpoint.host())
                                    .text("Port", endpoint.port())
                                    .text("HostedZoneId", "Z2R2ITUGPM61AM")));
            storage(instance, xml);
            network(instance, xml);
        });
    }

    private static void identity(DbInstance instance, Xml xml) {
        xml.text("DBInstanceIdentifier", instance.identifier())
                .text("DBInstanceClass", instance.instanceClass())
                .text("Engine", instance.engine().name())
                .text("EngineVersion", instance.engine().version())
                .text("LicenseModel", instance.engine().licenseModel())
                .text("DBInstanceStatus", instance.status())
                .text("MasterUsername", instance.engine().masterUsername())
                .text("DbiResourceId", instance.resourceId())
                .text("DBInstanceArn", Account.LOCAL.arn("db", instance.identifier()))
                .text("IAMDatabaseAuthenticationEnabled", instance.iamAuthentication())
                .text("CACertificateIdentifier", "rds-ca-rsa2048-g1");
        instance.cluster().ifPresent(cluster -> xml.text("DBClusterIdentifier", cluster));
        if (instance.engine().name().contains("postgres")) {
            xml.text("DBName", "sales");
        }
    }

    private static void storage(DbInstance instance, Xml xml) {
        xml.text("AllocatedStorage", instance.allocatedStorage())
                .text("StorageType", "gp3")
                .text("StorageEncrypted", true)
                .text("InstanceCreateTime", instance.created())
                .text("BackupRetentionPeriod", 7)
                .text("PreferredBackupWindow", "03:12-03:42")
                .text("AutoMinorVersionUpgrade", true)
                .text("PreferredMaintenanceWindow", "sun:04:30-sun:05:00")
                .text("DeletionProtection", instance.identifier().startsWith("prod"))
                .text("PerformanceInsightsEnabled", false)
                .text("CopyTagsToSnapshot", true)
                .element(
                        "TagList",
                        tags -> tags.element(
                                "Tag",
                                tag -> tag.text("Key", "environment")
                                        .text("Value", instance.identifier().split("-", 2)[0])));
    }

    private static void network(DbInstance instance, Xml xml) {
        xml.text("MultiAZ", instance.multiAz())
                .text("AvailabilityZone", Account.LOCAL.region() + "a")
                .text("PubliclyAccessible", false)
                .text("NetworkType", "IPV4")
                .element(
                        "VpcSecurityGroups",
                        groups -> groups.element(
                                "VpcSecurityGroupMembership",
                                group -> group.text("VpcSecurityGroupId", "sg-0a1b2c3d4e5f60718")
                                        .text("Status", "active")))
                .element(
                        "DBSubnetGroup",
                        group -> group.text("DBSubnetGroupName", "private")
                                .text("DBSubnetGroupDescription", "private subnets")
                                .text("VpcId", "vpc-0f1e2d3c4b5a69788")
                                .text("SubnetGroupStatus", "Complete"));
    }

    static void cluster(DbCluster cluster, Xml list) {
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

    static void globalCluster(DbGlobalCluster global, Xml xml) {
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

    static void clusterEndpoint(DbClusterEndpoint endpoint, Xml list) {
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

    static void proxy(DbProxy proxy, Xml list) {
        list.element(
                "member",
                xml -> network(xml)
                        .text("DBProxyName", proxy.name())
                        .text("DBProxyArn", Account.LOCAL.arn("db-proxy", proxy.resourceId()))
                        .text("Status", proxy.status())
                        .text("EngineFamily", proxy.engineFamily())
                        .text("Endpoint", Account.LOCAL.proxyHost(proxy.name()))
                        .text("RequireTLS", true)
                        .text("IdleClientTimeout", 1800)
                        .text("DebugLogging", false)
                        .text("CreatedDate", proxy.created())
                        .text("UpdatedDate", proxy.created())
                        .element("Auth", auth -> auth.element("member", one -> credentials(proxy, one))));
    }

    private static void credentials(DbProxy proxy, Xml xml) {
        xml.text("AuthScheme", "SECRETS")
                .text(
                        "SecretArn",
                        "arn:aws:secretsmanager:%s:%s:secret:%s"
                                .formatted(Account.LOCAL.region(), Account.LOCAL.id(), proxy.name()))
                .text("IAMAuth", proxy.iamAuthentication() ? "REQUIRED" : "DISABLED")
                .text(
                        "ClientPasswordAuthType",
                        proxy.engineFamily().equals("MYSQL") ? "MYSQL_NATIVE_PASSWORD" : "POSTGRES_SCRAM_SHA_256");
    }

    static void proxyEndpoint(DbProxyEndpoint endpoint, Xml list) {
        list.element(
                "member",
                xml -> network(xml)
                        .text("DBProxyEndpointName", endpoint.name())
                        .text("DBProxyEndpointArn", Account.LOCAL.arn("db-proxy-endpoint", endpoint.resourceId()))
                        .text("DBProxyName", endpoint.proxy().name())
                        .text("Status", endpoint.proxy().status())
                        .text("Endpoint", Account.LOCAL.proxyEndpointHost(endpoint.name()))
                        .text("TargetRole", "READ_ONLY")
                        .text("IsDefault", false)
                        .text("CreatedDate", endpoint.proxy().created()));
    }

    private static Xml network(Xml xml) {
        return xml.text("VpcId", "vpc-0f1e2d3c4b5a69788")
                .element("VpcSecurityGroupIds", groups -> groups.text("member", "sg-0a1b2c3d4e5f60718"))
                .element("VpcSubnetIds", subnets -> subnets.text("member", "subnet-0a1b2c3d4e5f60718"));
    }
}
