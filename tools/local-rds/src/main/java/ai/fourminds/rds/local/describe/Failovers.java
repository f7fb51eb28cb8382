package ai.fourminds.rds.local.describe;

import ai.fourminds.rds.local.aws.query.Action;
import ai.fourminds.rds.local.aws.query.AwsException;
import ai.fourminds.rds.local.aws.query.Parameters;
import ai.fourminds.rds.local.aws.query.Service;
import ai.fourminds.rds.local.aws.query.Xml;
import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.fleet.DbCluster;
import ai.fourminds.rds.local.fleet.DbGlobalCluster;
import ai.fourminds.rds.local.fleet.Fleet;
import ai.fourminds.rds.local.principals.Principal;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The actions of the RDS API that make another server or region the writer. Thread-safe.
 *
 * @param promote promotes a cluster's member, or any reader, and returns when it is the writer; throws {@link
 *     IllegalArgumentException} if the cluster does not run, or the member is not one of its readers
 */
record Failovers(Fleet fleet, BiConsumer<String, Optional<String>> promote) {
    List<Action> actions() {
        return List.of(
                Action.signed(Service.RDS, "FailoverDBCluster", this::failOver),
                Action.signed(Service.RDS, "SwitchoverGlobalCluster", switchOver("rds:SwitchoverGlobalCluster")),
                Action.signed(Service.RDS, "FailoverGlobalCluster", switchOver("rds:FailoverGlobalCluster")));
    }

    /** AWS answers before the failover has finished, this afterwards. */
    private Consumer<Xml> failOver(Principal caller, Parameters parameters) {
        String name = parameters.get("DBClusterIdentifier");
        Optional<DbCluster> cluster = fleet.findCluster(name);
        String identifier = cluster.map(DbCluster::identifier).orElse(name);
        AwsException.demand(true, caller, "rds:FailoverDBCluster", Account.LOCAL.arn("cluster", identifier));
        if (cluster.isEmpty()) {
            throw new AwsException(404, "DBClusterNotFoundFault", "DBCluster " + name + " not found.");
        }
        try {
            promote.accept(identifier, parameters.find("TargetDBInstanceIdentifier"));
        } catch (IllegalArgumentException e) {
            throw invalidState(e);
        }
        return xml -> fleet.findCluster(name).ifPresent(now -> Descriptions.cluster(now, xml));
    }

    /** Changes the listing and the host name. The other region does not run, and servers here keep their roles. */
    private Action.Operation switchOver(String action) {
        return (caller, parameters) -> {
            String identifier = parameters.get("GlobalClusterIdentifier");
            AwsException.demand(true, caller, action, Account.LOCAL.globalClusterArn(identifier));
            DbGlobalCluster global = fleet.findGlobalCluster(identifier)
                    .orElseThrow(() -> new AwsException(
                            404, "GlobalClusterNotFoundFault", "Global cluster " + identifier + " not found."));
            try {
                fleet.switchOver(global, parameters.get("TargetDbClusterIdentifier"));
            } catch (IllegalArgumentException e) {
                throw invalidState(e);
            }
            return xml -> fleet.findGlobalCluster(identifier)
                    .ifPresent(now -> xml.element("GlobalCluster", inside -> Descriptions.globalCluster(now, inside)));
        };
    }

    private static AwsException invalidState(IllegalArgumentException cause) {
        return new AwsException(400, "InvalidDBClusterStateFault", String.valueOf(cause.getMessage()));
    }
}
