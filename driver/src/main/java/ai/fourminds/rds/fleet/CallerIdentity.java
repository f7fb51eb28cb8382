package ai.fourminds.rds.fleet;

import java.util.Objects;

/**
 * The caller's AWS identity (STS {@code GetCallerIdentity}).
 *
 * @param account the twelve-digit account number
 * @param arn the caller's ARN: {@code arn:aws:sts::123456789012:assumed-role/analyst/session}
 * @param userId the unique identifier of the calling entity
 */
public record CallerIdentity(String account, String arn, String userId) {

    /** Refuses nulls. */
    public CallerIdentity {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(arn, "arn");
        Objects.requireNonNull(userId, "userId");
    }
}
