package ai.fourminds.rds.local.aws.signature;

import ai.fourminds.rds.local.aws.query.AwsError;
import ai.fourminds.rds.local.aws.query.Service;
import ai.fourminds.rds.local.iam.AccessKey;
import ai.fourminds.rds.local.iam.AccessKeys;
import ai.fourminds.rds.local.iam.CanonicalRequest;
import ai.fourminds.rds.local.iam.CredentialScope;
import ai.fourminds.rds.local.iam.SigV4;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Verifies requests signed with Signature Version 4, in a header or presigned; refuses with AWS's messages.
 * Thread-safe.
 */
public final class SignatureVerifier {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final Duration MAX_LIFETIME = Duration.ofDays(7);
    private static final String MISMATCH = "SignatureDoesNotMatch";

    private final AccessKeys keys;
    private final Clock clock;
    private final String region;

    public SignatureVerifier(AccessKeys keys, Clock clock, String region) {
        this.keys = keys;
        this.clock = clock;
        this.region = region;
    }

    public Verdict verify(SignedRequest request, Service service) {
        if (!Authorization.in(request)) {
            return Verdict.refused(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        Optional<Authorization> found = Authorization.of(request);
        if (found.isEmpty() || !signsEnough(found.get(), request)) {
            return Verdict.refused(
                    400,
                    "IncompleteSignature",
                    "Authorization header requires 'Credential', 'Signature' and 'SignedHeaders' with host and every"
                            + " x-amz header, and the request an 'X-Amz-Date' header; or a presigned request these"
                            + " as parameters, and 'X-Amz-Algorithm' and 'X-Amz-Expires'.");
        }
        Authorization authorization = found.get();
        return scopeRefusal(authorization.scope(), authorization.date(), service)
                .or(() -> ageRefusal(authorization))
                .orElseGet(() -> verify(request, authorization));
    }

    private Verdict verify(SignedRequest request, Authorization authorization) {
        Optional<AccessKey> found = keys.find(authorization.scope().accessKeyId());
        if (found.isEmpty()) {
            return unknownToken();
        }
        AccessKey key = found.get();
        String expected = SigV4.signature(
                key.secret(), authorization.scope(), authorization.date(), canonical(request, authorization));
        if (!SigV4.sameText(expected, authorization.signature())) {
            return Verdict.refused(
                    403,
                    MISMATCH,
                    "The request signature we calculated does not match the signature you provided. Check your AWS"
                            + " Secret Access Key and signing method. Consult the service documentation for details.");
        }
        if (!key.acceptsSessionToken(authorization.sessionToken())) {
            return unknownToken();
        }
        return key.expiredAt(clock.instant())
                ? new Verdict.Refused(AwsError.expiredToken())
                : new Verdict.Verified(key);
    }

    private static Verdict unknownToken() {
        return Verdict.refused(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
    }

    /** AWS requires a signature of the host and all x-amz headers; each must occur exactly once. */
    private static boolean signsEnough(Authorization authorization, SignedRequest request) {
        var signed = authorization.signedHeaders();
        return signed.contains("host")
                && request.headers().keySet().containsAll(signed)
                && signed.stream().distinct().count() == signed.size()
                && request.headers().keySet().stream()
                        .filter(name -> name.startsWith("x-amz-"))
                        .allMatch(signed::contains);
    }

    private Optional<Verdict> scopeRefusal(CredentialScope scope, String amzDate, Service service) {
        if (!scope.region().equals(region)) {
            return Optional.of(
                    mismatch("Credential should be scoped to a valid region, not '" + scope.region() + "'. "));
        }
        if (!scope.service().equals(service.signingName())) {
            return Optional.of(
                    mismatch("Credential should be scoped to correct service: '" + service.signingName() + "'. "));
        }
        return amzDate.startsWith(scope.date() + "T")
                ? Optional.empty()
                : Optional.of(mismatch("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date"
                        + " from HTTP"));
    }

    private Optional<Verdict> ageRefusal(Authorization authorization) {
        Instant signedAt = SigV4.parseDate(authorization.date()).orElseThrow();
        Duration lifetime = authorization.lifetime() == null ? CLOCK_SKEW : authorization.lifetime();
        if (lifetime.compareTo(MAX_LIFETIME) > 0) {
            return Optional.of(mismatch("X-Amz-Expires must be less than a week (in seconds)"));
        }
        Instant now = clock.instant();
        String at = SigV4.formatDate(signedAt);
        String here = SigV4.formatDate(now);
        if (signedAt.isBefore(now.minus(lifetime))) {
            return Optional.of(mismatch("Signature expired: %s is now earlier than %s (%s - %d min.)"
                    .formatted(at, SigV4.formatDate(now.minus(lifetime)), here, lifetime.toMinutes())));
        }
        return signedAt.isAfter(now.plus(CLOCK_SKEW))
                ? Optional.of(mismatch("Signature not yet current: %s is still later than %s (%s + 5 min.)"
                        .formatted(at, SigV4.formatDate(now.plus(CLOCK_SKEW)), here)))
                : Optional.empty();
    }

    private static Verdict mismatch(String message) {
        return Verdict.refused(403, MISMATCH, message);
    }

    private static CanonicalRequest canonical(SignedRequest request, Authorization authorization) {
        var headers = new TreeMap<>(request.headers());
        headers.keySet().retainAll(authorization.signedHeaders());
        return new CanonicalRequest(request.method(), authorization.query(), headers, request.payloadHash());
    }
}
