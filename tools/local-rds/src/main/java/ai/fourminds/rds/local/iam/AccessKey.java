package ai.fourminds.rds.local.iam;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An access key with its principal and the principal's permissions. Immutable; never prints its secrets. */
public record AccessKey(
        String arn,
        String id,
        String secret,
        @Nullable String sessionToken,
        @Nullable Instant expiresAt,
        Policy policy) {
    AccessKey allowed(Policy otherPolicy) {
        return new AccessKey(arn, id, secret, sessionToken, expiresAt, otherPolicy);
    }

    /** Returns the unique id of the user, or of the role followed by the session's name. */
    public String userId() {
        return AssumableRole.roleOfSession(arn)
                .map(role -> AssumableRole.uniqueId(role) + ":" + arn.substring(arn.lastIndexOf('/') + 1))
                .orElseGet(() -> "AIDA" + id.substring(Math.min(4, id.length())));
    }

    public boolean expiredAt(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Whether {@code presented} (null: none) is this key's session token. */
    public boolean acceptsSessionToken(@Nullable String presented) {
        if (sessionToken == null || presented == null) {
            return sessionToken == null && presented == null;
        }
        return SigV4.sameText(sessionToken, presented);
    }

    public boolean may(String action, String resourceArn) {
        return policy.allows(action, resourceArn);
    }

    @Override
    public String toString() {
        return "AccessKey[" + id + " of " + arn + "]";
    }
}
