package ai.fourminds.rds.local.aws.query;

import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.iam.Authorization;
import ai.fourminds.rds.local.iam.CredentialScope;
import ai.fourminds.rds.local.iam.SigV4;
import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.local.principals.Principals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Verifies requests signed with Signature Version 4, in a header or presigned; refuses with AWS's messages.
 * Thread-safe.
 */
public record SignatureVerifier(Principals principals, Clock clock) {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final Duration MAX_LIFETIME = Duration.ofDays(7);

    /**
     * Returns the principal that signed the request.
     *
     * @throws AwsException if the signature is wrong, or not valid for this time or service
     */
    Principal verify(SignedRequest request, Service service) {
        if (!Authorization.in(request.headers(), request.query())) {
            throw new AwsException(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        Authorization authorization = Authorization.of(request.headers(), request.query())
                .filter(found -> signsEnough(found, request))
                .orElseThrow(() -> new AwsException(
                        400,
                        "IncompleteSignature",
                        "Authorization header requires 'Credential', 'Signature' and 'SignedHeaders' with host and"
                                + " every x-amz header, and the request an 'X-Amz-Date' header; or a presigned request"
                                + " these as parameters, and 'X-Amz-Algorithm' and 'X-Amz-Expires'."));
        demandScope(authorization, service);
        demandAge(authorization);
        return verify(request, authorization);
    }

    private Principal verify(SignedRequest request, Authorization authorization) {
        Principal principal =
                principals.find(authorization.scope().accessKeyId()).orElseThrow(SignatureVerifier::unknownToken);
        if (!authorization.signedWith(
                principal.secretAccessKey(), request.method(), request.headers(), request.payloadHash())) {
            throw mismatch("The request signature we calculated does not match the signature you provided. Check your"
                    + " AWS Secret Access Key and signing method. Consult the service documentation for details.");
        }
        if (!principal.acceptsSessionToken(authorization.sessionToken())) {
            throw unknownToken();
        }
        if (principal.expiredAt(clock.instant())) {
            throw AwsException.expiredToken();
        }
        return principal;
    }

    private static AwsException unknownToken() {
        return new AwsException(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
    }

    /** AWS requires a signature of the host and all x-amz headers; each must occur exactly once. */
    private static boolean signsEnough(Authorization authorization, SignedRequest request) {
        var signed = authorization.signedHeaders();
        var present = request.headers().keySet();
        return signed.contains("host")
                && present.containsAll(signed)
                && signed.stream().distinct().count() == signed.size()
                && present.stream().filter(name -> name.startsWith("x-amz-")).allMatch(signed::contains);
    }

    private static void demandScope(Authorization authorization, Service service) {
        CredentialScope scope = authorization.scope();
        if (!scope.region().equals(Account.LOCAL.region())) {
            throw mismatch("Credential should be scoped to a valid region, not '" + scope.region() + "'. ");
        }
        if (!scope.service().equals(service.signingName())) {
            throw mismatch("Credential should be scoped to correct service: '" + service.signingName() + "'. ");
        }
        if (!authorization.hasConsistentDates()) {
            throw mismatch("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP");
        }
    }

    private void demandAge(Authorization authorization) {
        Duration lifetime = authorization.lifetime() == null ? CLOCK_SKEW : authorization.lifetime();
        if (lifetime.compareTo(MAX_LIFETIME) > 0) {
            throw mismatch("X-Amz-Expires must be less than a week (in seconds)");
        }
        Instant now = clock.instant();
        Instant earliest = now.minus(lifetime);
        Instant latest = now.plus(CLOCK_SKEW);
        String at = SigV4.formatDate(authorization.signedAt());
        String here = SigV4.formatDate(now);
        if (authorization.signedAt().isBefore(earliest)) {
            throw mismatch("Signature expired: %s is now earlier than %s (%s - %d min.)"
                    .formatted(at, SigV4.formatDate(earliest), here, lifetime.toMinutes()));
        }
        if (authorization.signedAt().isAfter(latest)) {
            throw mismatch("Signature not yet current: %s is still later than %s (%s + 5 min.)"
                    .formatted(at, SigV4.formatDate(latest), here));
        }
    }

    private static AwsException mismatch(String message) {
        return new AwsException(403, "SignatureDoesNotMatch", message);
    }
}
