package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.iam.RandomText;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sign-ins by SRP that await the client's proof. Each accepts one attempt, for three minutes. Thread-safe. */
final class PendingExchanges {
    private static final Duration LIFETIME = Duration.ofMinutes(3);

    private final Map<String, Pending> bySecretBlock = new ConcurrentHashMap<>();
    private final UserPool pool;
    private final Clock clock;

    PendingExchanges(UserPool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** A sign-in that {@code username} started through {@code clientId}. */
    record Pending(String username, String clientId, Srp.Exchange exchange, String secretBlock, Instant until) {
        @Override
        public String toString() {
            return "Pending[redacted]";
        }
    }

    /** Starts a sign-in. An unknown user gets a verifier that no password fits. */
    Pending begin(Optional<UserPool.User> user, String presentedName, CognitoClient client, BigInteger clientPublic) {
        Instant now = clock.instant();
        bySecretBlock.values().removeIf(pending -> now.isAfter(pending.until()));
        Srp.Verifier verifier = user.map(UserPool.User::verifier).orElseGet(() -> pool.verifierOfNobody(presentedName));
        var pending = new Pending(
                user.map(UserPool.User::username).orElse(presentedName),
                client.id(),
                Srp.Exchange.begin(verifier, clientPublic),
                Base64.getEncoder().encodeToString(RandomText.bytes(720)),
                now.plus(LIFETIME));
        bySecretBlock.put(pending.secretBlock(), pending);
        return pending;
    }

    /** Ends a sign-in; empty if it was never started, or has ended or expired. */
    Optional<Pending> end(String secretBlock) {
        return Optional.ofNullable(bySecretBlock.remove(secretBlock))
                .filter(pending -> !clock.instant().isAfter(pending.until()));
    }
}
