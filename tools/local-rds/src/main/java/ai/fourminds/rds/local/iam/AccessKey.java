package ai.fourminds.rds.local.iam;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One access key with whom it speaks for and what that principal may do. Immutable; never prints its secrets. */
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

    /** The unique id of the user, or of the role with the session's name after it. */
    public String userId() {
        return AssumableRole.roleOfSession(arn)
                .map(role -> AssumableRole.uniqueId(role) + ":" + arn.substring(arn.lastIndexOf('/') + 1))
                .orElseGet(() -> "AIDA" + id.substring(Math.min(4, id.length())));
    }

    public boolean expiredAt(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Whether {@code presented} (null: none) is the session token that belongs to this key. */
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
