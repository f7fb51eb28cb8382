package ai.fourminds.rds.internal.credentials;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.credentials.CredentialsMethod;
import ai.fourminds.rds.internal.aws.AwsSession;
import ai.fourminds.rds.internal.calls.Deadline;
import ai.fourminds.rds.internal.calls.SharedCalls;
import ai.fourminds.rds.internal.calls.SharedCalls.Answer;
import ai.fourminds.rds.internal.events.Step;
import ai.fourminds.rds.internal.events.Step.Kind;
import ai.fourminds.rds.internal.failure.AwsFailures;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Caches AWS credentials by identity, in memory only. From five minutes before they expire, one call in the background
 * obtains new ones; callers do not wait while the old ones are valid. Thread-safe.
 */
public record CredentialsSource(CredentialsMethods methods, Clock clock, SharedCalls<Identity, AwsKeys> calls) {

    static final Duration REFRESH_AHEAD = Duration.ofMinutes(5);
    // Keys without a known expiration may change at their source: in the environment, in files or in a process.
    private static final Duration UNDATED_SHELF_LIFE = Duration.ofMinutes(5);
    private static final int CAPACITY = 1_000;

    public CredentialsSource(CredentialsMethods methods, Clock clock) {
        this(methods, clock, new SharedCalls<>(clock, CAPACITY, failure -> false));
    }

    /** Returns credentials that are valid now; {@code bound} limits each call made to obtain them. */
    public AwsKeys keys(Identity identity, Duration bound, Deadline deadline) throws SQLException {
        return calls.get(identity, deadline, () -> recorded(identity, bound), late(identity, deadline));
    }

    /** Returns credentials fresh from their source, after AWS refused the cached ones. */
    public AwsKeys freshKeys(Identity identity, Duration bound, Deadline deadline) throws SQLException {
        return calls.getFresh(identity, deadline, () -> recorded(identity, bound), late(identity, deadline));
    }

    private static Supplier<SQLException> late(Identity identity, Deadline deadline) {
        return () -> AwsFailures.credentialsLate(identity.method(), endpoint(identity), deadline.limit());
    }

    private static Optional<String> endpoint(Identity identity) {
        return switch (identity.method()) {
            case "iam-role" -> AwsSession.configured("sts", identity.region(), identity.endpointUrl());
            case "cognito" -> AwsSession.configured("cognito-idp", identity.region(), identity.endpointUrl());
            default -> Optional.empty();
        };
    }

    private Answer<AwsKeys> recorded(Identity identity, Duration bound) throws SQLException {
        return Step.run(
                Kind.CREDENTIALS, identity.method(), "region " + identity.region(), step -> obtain(identity, bound));
    }

    private Answer<AwsKeys> obtain(Identity identity, Duration bound) throws SQLException {
        CredentialsMethod method = methods.named(identity.method());
        var context = new CredentialsContext(
                identity.settings(), identity.region(), AwsSession.standIn(identity.endpointUrl()), bound, clock);
        AwsKeys keys;
        try {
            keys = method.obtain(context);
        } catch (CredentialsException missing) {
            throw AwsFailures.credentials(identity.method(), missing);
        } catch (RuntimeException | LinkageError unexpected) {
            throw AwsFailures.methodBroken(identity.method(), unexpected);
        }
        Instant expiration = keys.expiration();
        if (expiration != null && !clock.instant().isBefore(expiration)) {
            throw AwsFailures.credentialsExpired(identity.method(), identity.profile(), keys.accessKeyId(), null);
        }
        if (expiration == null) {
            return new Answer<>(keys, UNDATED_SHELF_LIFE, Answer.FOREVER);
        }
        Duration valid = Duration.between(clock.instant(), expiration);
        return new Answer<>(keys, valid.minus(REFRESH_AHEAD), valid);
    }
}
