package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.aws.query.AwsException;
import ai.fourminds.rds.local.iam.RandomText;
import ai.fourminds.rds.local.iam.SigV4;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sign-ins by SRP that await the client's proof. Each accepts one attempt, for three minutes. Thread-safe. */
final class SrpSignIns {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "EEE MMM d HH:mm:ss 'UTC' uuuu", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final Duration LIFETIME = Duration.ofMinutes(3);

    private final Map<String, Pending> bySecretBlock = new ConcurrentHashMap<>();
    private final CognitoPool pool;
    private final Clock clock;

    SrpSignIns(CognitoPool pool, Clock clock) {
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
    Pending begin(
            Optional<CognitoPool.User> user, String presentedName, CognitoClient client, BigInteger clientPublic) {
        Instant now = clock.instant();
        bySecretBlock.values().removeIf(pending -> now.isAfter(pending.until()));
        Srp.Verifier verifier =
                user.map(CognitoPool.User::verifier).orElseGet(() -> pool.verifierOfNobody(presentedName));
        var pending = new Pending(
                user.map(CognitoPool.User::username).orElse(presentedName),
                client.id(),
                Srp.Exchange.begin(verifier, clientPublic),
                Base64.getEncoder().encodeToString(RandomText.bytes(720)),
                now.plus(LIFETIME));
        bySecretBlock.put(pending.secretBlock(), pending);
        return pending;
    }

    /** RespondToAuthChallenge for PASSWORD_VERIFIER: checks the proof that the client knows the password. */
    JsonNode respond(JsonNode request) {
        AuthRequest auth = AuthRequest.read(pool, request, "ChallengeResponses");
        String challenge = request.path("ChallengeName").asText();
        if (!challenge.equals("PASSWORD_VERIFIER")) {
            throw Refusals.invalidParameter(
                    "The local Cognito takes answers to PASSWORD_VERIFIER only, not to '" + challenge + "'");
        }
        String username = auth.required("USERNAME");
        auth.verifySecretHash(username);
        String secretBlock = auth.required("PASSWORD_CLAIM_SECRET_BLOCK");
        String timestamp = auth.required("TIMESTAMP");
        String claim = auth.required("PASSWORD_CLAIM_SIGNATURE");
        Instant claimedAt = instant(timestamp);
        Pending pending = bySecretBlock.remove(secretBlock);
        boolean here = pending != null
                && !clock.instant().isAfter(pending.until())
                && pending.clientId().equals(auth.client().id())
                && pending.username().equals(username)
                && Duration.between(claimedAt, clock.instant()).abs().compareTo(CLOCK_SKEW) <= 0;
        if (pending == null || !here || !SigV4.sameText(claim(pending, timestamp), claim)) {
            throw Refusals.wrongPassword();
        }
        CognitoPool.User user = pool.user(username).orElseThrow(Refusals::wrongPassword);
        return pool.tokens().answer(user, auth.client());
    }

    private String claim(Pending pending, String timestamp) {
        var claimed = new ByteArrayOutputStream();
        claimed.writeBytes((CognitoPool.NAME + pending.username()).getBytes(StandardCharsets.UTF_8));
        claimed.writeBytes(Base64.getDecoder().decode(pending.secretBlock()));
        claimed.writeBytes(timestamp.getBytes(StandardCharsets.UTF_8));
        byte[] signature = SigV4.hmac(pending.exchange().key(), claimed.toByteArray());
        return Base64.getEncoder().encodeToString(signature);
    }

    /** Parses a timestamp, in which a day below ten must have one digit. */
    private static Instant instant(String timestamp) {
        try {
            Instant instant = Instant.from(TIMESTAMP.parse(timestamp));
            if (TIMESTAMP.format(instant).equals(timestamp)) {
                return instant;
            }
        } catch (DateTimeException e) {
            throw wrongTimestamp();
        }
        throw wrongTimestamp();
    }

    private static AwsException wrongTimestamp() {
        return Refusals.invalidParameter("TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.");
    }
}
