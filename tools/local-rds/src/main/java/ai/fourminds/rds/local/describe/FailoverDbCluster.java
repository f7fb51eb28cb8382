package ai.fourminds.rds.local.describe;

import ai.fourminds.rds.local.aws.query.Action;
import ai.fourminds.rds.local.aws.query.Answer;
import ai.fourminds.rds.local.aws.query.AwsError;
import ai.fourminds.rds.local.aws.query.Parameters;
import ai.fourminds.rds.local.aws.query.Service;
import ai.fourminds.rds.local.fleet.DbCluster;
import ai.fourminds.rds.local.fleet.Fleet;
import ai.fourminds.rds.local.iam.AccessKey;
import java.util.Optional;

/** RDS FailoverDBCluster. AWS answers before the failover has finished, this afterwards. Thread-safe. */
final class FailoverDbCluster implements Action.Signed {
    private final Fleet fleet;
    private final Failovers failovers;

    FailoverDbCluster(Fleet fleet, Failovers failovers) {
        this.fleet = fleet;
        this.failovers = failovers;
    }

    @Override
    public String name() {
        return "FailoverDBCluster";
    }

    @Override
    public Service service() {
        return Service.RDS;
    }

    @Override
    public Answer answer(AccessKey caller, Parameters parameters) {
        String name = parameters.get("DBClusterIdentifier");
        Optional<DbCluster> cluster = fleet.findCluster(name);
        String arn =
                fleet.account().clusterArn(cluster.map(DbCluster::identifier).orElse(name));
        if (!caller.may("rds:FailoverDBCluster", arn)) {
            return AwsError.accessDenied(caller.arn(), "rds:FailoverDBCluster", arn);
        }
        if (cluster.isEmpty()) {
            return new AwsError(404, "DBClusterNotFoundFault", "DBCluster " + name + " not found.");
        }
        try {
            failovers.failover(cluster.get().identifier(), parameters.find("TargetDBInstanceIdentifier"));
        } catch (IllegalArgumentException e) {
            return new AwsError(400, "InvalidDBClusterStateFault", String.valueOf(e.getMessage()));
        }
        return new Answer.Result(xml ->
                fleet.findCluster(name).ifPresent(now -> new ClusterDescription(fleet.account()).write(now, xml)));
    }
}
