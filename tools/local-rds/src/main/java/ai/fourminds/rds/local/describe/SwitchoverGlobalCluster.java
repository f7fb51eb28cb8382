package ai.fourminds.rds.local.describe;

import ai.fourminds.rds.local.aws.query.Action;
import ai.fourminds.rds.local.aws.query.Answer;
import ai.fourminds.rds.local.aws.query.AwsError;
import ai.fourminds.rds.local.aws.query.Parameters;
import ai.fourminds.rds.local.aws.query.Service;
import ai.fourminds.rds.local.fleet.DbGlobalCluster;
import ai.fourminds.rds.local.fleet.Fleet;
import ai.fourminds.rds.local.iam.AccessKey;
import java.util.Optional;

/**
 * RDS SwitchoverGlobalCluster and FailoverGlobalCluster: changes the listing and the global host name. The other region
 * does not run, and the servers of this region keep their roles. Thread-safe.
 */
record SwitchoverGlobalCluster(String name, Fleet fleet) implements Action.Signed {
    @Override
    public Service service() {
        return Service.RDS;
    }

    @Override
    public Answer answer(AccessKey caller, Parameters parameters) {
        String identifier = parameters.get("GlobalClusterIdentifier");
        String arn = fleet.account().globalClusterArn(identifier);
        if (!caller.may("rds:" + name, arn)) {
            return AwsError.accessDenied(caller.arn(), "rds:" + name, arn);
        }
        Optional<DbGlobalCluster> global = fleet.findGlobalCluster(identifier);
        if (global.isEmpty()) {
            return new AwsError(404, "GlobalClusterNotFoundFault", "Global cluster " + identifier + " not found.");
        }
        try {
            fleet.switchOver(global.get(), parameters.get("TargetDbClusterIdentifier"));
        } catch (IllegalArgumentException e) {
            return new AwsError(400, "InvalidDBClusterStateFault", String.valueOf(e.getMessage()));
        }
        return new Answer.Result(xml -> fleet.findGlobalCluster(identifier)
                .ifPresent(now -> xml.element(
                        "GlobalCluster", one -> new ClusterDescription(fleet.account()).describe(now, one))));
    }
}
