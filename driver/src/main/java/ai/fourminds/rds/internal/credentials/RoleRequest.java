package ai.fourminds.rds.internal.credentials;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A role to take.
 *
 * @param roleArn the role
 * @param sessionName the name that shows in CloudTrail
 * @param durationSeconds the session's length
 * @param externalId what the trust policy demands, or null
 */
record RoleRequest(
        String roleArn,
        String sessionName,
        int durationSeconds,
        @Nullable String externalId) {

    // IAM User Guide, "Role chaining": a role taken from another role's session lasts an hour at most, so the first
    // step
    // needs no more than the shortest session STS gives.
    private static final int SHORTEST = 900;

    RoleRequest {
        Objects.requireNonNull(roleArn, "roleArn");
        Objects.requireNonNull(sessionName, "sessionName");
    }

    /** The role to take first, only to take this one from it. */
    RoleRequest asFirstStep(String firstRoleArn) {
        return new RoleRequest(firstRoleArn, sessionName, SHORTEST, null);
    }
}
