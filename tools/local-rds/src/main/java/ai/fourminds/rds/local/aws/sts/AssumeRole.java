package ai.fourminds.rds.local.aws.sts;

import ai.fourminds.rds.local.aws.query.Action;
import ai.fourminds.rds.local.aws.query.Answer;
import ai.fourminds.rds.local.aws.query.AwsError;
import ai.fourminds.rds.local.aws.query.Parameters;
import ai.fourminds.rds.local.aws.query.Service;
import ai.fourminds.rds.local.aws.query.SimulatedFaults;
import ai.fourminds.rds.local.iam.AccessKey;
import ai.fourminds.rds.local.iam.AssumableRole;
import ai.fourminds.rds.local.iam.Roles;
import java.time.Duration;
import java.util.Optional;

/** STS AssumeRole: returns temporary keys of a role whose trust policy names the caller. Thread-safe. */
public final class AssumeRole implements Action.Signed {
    private final Roles roles;
    private final SimulatedFaults disturbances;

    public AssumeRole(Roles roles, SimulatedFaults disturbances) {
        this.roles = roles;
        this.disturbances = disturbances;
    }

    @Override
    public String name() {
        return "AssumeRole";
    }

    @Override
    public Service service() {
        return Service.STS;
    }

    @Override
    public Answer answer(AccessKey caller, Parameters parameters) {
        String roleArn = parameters.get("RoleArn");
        Optional<AwsError> fault = RoleSession.limits(parameters)
                .only("RoleArn", "RoleSessionName", "DurationSeconds", "ExternalId")
                .length("ExternalId", 2, 1224)
                .pattern("ExternalId", "[\\w+=,.@:\\/-]*")
                .violated()
                .or(() -> RoleSession.arnFault(roleArn));
        if (fault.isPresent()) {
            return fault.get();
        }
        String externalId = parameters.find("ExternalId").orElse(null);
        Optional<AssumableRole> role = roles.find(roleArn).filter(found -> found.trusts(caller, externalId));
        // Callers that a role does not trust must not learn whether it exists.
        return role.isEmpty() || disturbances.denied("sts:AssumeRole")
                ? denied(caller, roleArn)
                : open(caller, role.get(), parameters.get("RoleSessionName"), RoleSession.duration(parameters));
    }

    private Answer open(AccessKey caller, AssumableRole role, String sessionName, Duration duration) {
        Optional<AwsError> tooLong =
                RoleSession.chainTooLong(duration, caller).or(() -> RoleSession.tooLong(duration, role));
        if (tooLong.isPresent()) {
            return tooLong.get();
        }
        AccessKey key = roles.openSession(role, sessionName, duration);
        return new Answer.Result(xml -> RoleSession.write(key, xml));
    }

    private static AwsError denied(AccessKey caller, String roleArn) {
        return new AwsError(
                403,
                "AccessDenied",
                "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
                        .formatted(caller.arn(), roleArn));
    }
}
