package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.aws.query.AwsException;
import ai.fourminds.rds.local.iam.SigV4;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/** RespondToAuthChallenge for PASSWORD_VERIFIER: checks the proof that the client knows the password. Thread-safe. */
record RespondToAuthChallenge(UserPool pool, PendingExchanges exchanges, Clock clock) {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "EEE MMM d HH:mm:ss 'UTC' uuuu", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    JsonNode answer(JsonNode request) {
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
        var pending = exchanges.end(secretBlock).orElseThrow(Refusals::wrongPassword);
        boolean here = pending.clientId().equals(auth.client().id())
                && pending.username().equals(username)
                && Duration.between(claimedAt, clock.instant()).abs().compareTo(CLOCK_SKEW) <= 0;
        if (!here || !SigV4.sameText(claim(pending, timestamp), claim)) {
            throw Refusals.wrongPassword();
        }
        UserPool.User user = pool.user(username).orElseThrow(Refusals::wrongPassword);
        return pool.tokens().answer(user, auth.client());
    }

    private String claim(PendingExchanges.Pending pending, String timestamp) {
        var claimed = new ByteArrayOutputStream();
        claimed.writeBytes((UserPool.NAME + pending.username()).getBytes(StandardCharsets.UTF_8));
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
