package ai.fourminds.rds.internal.credentials;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.credentials.CredentialsMethod;
import ai.fourminds.rds.internal.aws.AwsSession;
import ai.fourminds.rds.internal.cache.SingleFlightCache;
import ai.fourminds.rds.internal.failure.AwsFailures;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * AWS credentials by identity, in memory only: refreshed five minutes before they expire by the thread that needs them;
 * while a refresh fails, those that are still valid stand in. Thread-safe.
 */
public final class CredentialsSource {

    static final Duration REFRESH_AHEAD = Duration.ofMinutes(5);
    // Keys without a known end may be replaced behind our back, in the environment's files or by a process.
    private static final Duration UNDATED_SHELF_LIFE = Duration.ofMinutes(5);
    private static final int CAPACITY = 1_000;

    private final CredentialsMethods methods;
    private final Clock clock;
    private final SingleFlightCache<Identity, AwsKeys> cache;

    /** A source with an empty cache. */
    public CredentialsSource(CredentialsMethods methods, Clock clock) {
        this.methods = methods;
        this.clock = clock;
        this.cache = new SingleFlightCache<>(clock, CAPACITY, new KeyShelf());
    }

    /**
     * Credentials of an identity that are valid now.
     *
     * @param timeout bound of obtaining them
     * @throws SQLException saying what is missing or that they have expired
     */
    public AwsKeys keys(Identity identity, Duration timeout) throws SQLException {
        AwsKeys keys = cache.get(
                identity,
                timeout,
                () -> obtain(identity, timeout),
                () -> AwsFailures.timedOut("credentials:" + identity.method(), "AWS", timeout, null));
        Instant expiration = keys.expiration();
        if (expiration != null && !clock.instant().isBefore(expiration)) {
            cache.forget(identity);
            throw AwsFailures.credentialsExpired(identity.method(), keys.accessKeyId(), null);
        }
        return keys;
    }

    /** Whether an identity's credentials have been obtained before. */
    public boolean knows(Identity identity) {
        return cache.peek(identity).isPresent();
    }

    /** Forgets an identity's credentials after AWS refused them. */
    public void forget(Identity identity) {
        cache.forget(identity);
    }

    private AwsKeys obtain(Identity identity, Duration timeout) throws SQLException {
        CredentialsMethod method = methods.named(identity.method());
        var context = new CredentialsContext(
                identity.settings(), identity.region(), AwsSession.standIn(identity.endpointUrl()), timeout, clock);
        try {
            return method.obtain(context);
        } catch (CredentialsException missing) {
            throw AwsFailures.credentials(identity.method(), missing);
        } catch (RuntimeException | LinkageError unexpected) {
            throw AwsFailures.methodBroken(identity.method(), unexpected);
        }
    }

    /** Expiry as a pure function of the keys. */
    static final class KeyShelf implements SingleFlightCache.Shelf<AwsKeys> {

        @Override
        public Instant freshUntil(AwsKeys keys, Instant fetchedAt) {
            Instant expiration = keys.expiration();
            return expiration == null ? fetchedAt.plus(UNDATED_SHELF_LIFE) : expiration.minus(REFRESH_AHEAD);
        }

        @Override
        public Instant usableUntil(AwsKeys keys, Instant fetchedAt, SQLException failure) {
            Instant expiration = keys.expiration();
            return expiration == null ? fetchedAt.plus(UNDATED_SHELF_LIFE) : expiration;
        }
    }
}
