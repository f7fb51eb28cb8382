package ai.fourminds.rds.local.describe;

import ai.fourminds.rds.local.aws.query.Xml;
import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.fleet.DbInstance;

/** Writes the {@code DBInstance} element: the fields that RDS gives for an ordinary instance. Stateless. */
final class InstanceDescription {
    private InstanceDescription() {}

    static void write(DbInstance instance, Xml list) {
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
            upkeep(instance, xml);
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
                .text("PreferredBackupWindow", "03:12-03:42");
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

    private static void upkeep(DbInstance instance, Xml xml) {
        xml.text("AutoMinorVersionUpgrade", true)
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
}
