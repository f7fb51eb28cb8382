package ai.fourminds.rds.local.aws.signature;

import ai.fourminds.rds.local.iam.CredentialScope;
import ai.fourminds.rds.local.iam.SigV4;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The Signature Version 4 of a request, from its Authorization header or its query string (presigned). Immutable; never
 * prints itself.
 *
 * @param date the time of signing, as the client wrote it
 * @param lifetime how long a presigned request is valid; null for a header
 * @param query the signed query parameters
 */
record Authorization(
        CredentialScope scope,
        List<String> signedHeaders,
        String signature,
        String date,
        @Nullable String sessionToken,
        @Nullable Duration lifetime,
        List<Map.Entry<String, String>> query) {
    private static final String PRESIGNED = "X-Amz-";
    private static final String SIGNATURE = PRESIGNED + "Signature";

    /** Whether the request has a signature, valid or not. */
    static boolean in(SignedRequest request) {
        return request.header("authorization").isPresent() || presigned(request).containsKey(SIGNATURE);
    }

    /** Parses the signature; empty if a part is missing or malformed. */
    static Optional<Authorization> of(SignedRequest request) {
        return request.header("authorization")
                .map(header -> ofHeader(header, request))
                .orElseGet(() -> ofQuery(presigned(request), request));
    }

    private static Optional<Authorization> ofHeader(String header, SignedRequest request) {
        if (!header.startsWith(SigV4.ALGORITHM + " ")) {
            return Optional.empty();
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : header.substring(SigV4.ALGORITHM.length()).split(",", -1)) {
            String[] nameAndValue = part.strip().split("=", 2);
            parts.put(nameAndValue[0], nameAndValue.length == 2 ? nameAndValue[1] : "");
        }
        return of(
                parts,
                request.header("x-amz-date").orElse(""),
                request.header("x-amz-security-token").orElse(null),
                null,
                request.query());
    }

    private static Optional<Authorization> ofQuery(Map<String, String> parameters, SignedRequest request) {
        String expires = parameters.getOrDefault(PRESIGNED + "Expires", "");
        if (!SigV4.ALGORITHM.equals(parameters.get(PRESIGNED + "Algorithm")) || !expires.matches("[0-9]{1,6}")) {
            return Optional.empty();
        }
        Map<String, String> parts = new HashMap<>();
        parameters.forEach((name, value) -> parts.put(name.substring(PRESIGNED.length()), value));
        return of(
                parts,
                parameters.getOrDefault(PRESIGNED + "Date", ""),
                parameters.get(PRESIGNED + "Security-Token"),
                Duration.ofSeconds(Long.parseLong(expires)),
                request.query().stream()
                        .filter(parameter -> !parameter.getKey().equals(SIGNATURE))
                        .toList());
    }

    private static Optional<Authorization> of(
            Map<String, String> parts,
            String date,
            @Nullable String sessionToken,
            @Nullable Duration lifetime,
            List<Map.Entry<String, String>> query) {
        List<String> signedHeaders =
                List.of(parts.getOrDefault("SignedHeaders", "").split(";"));
        String signature = parts.getOrDefault("Signature", "");
        if (signature.isEmpty() || SigV4.parseDate(date).isEmpty()) {
            return Optional.empty();
        }
        return CredentialScope.parse(parts.getOrDefault("Credential", ""))
                .map(scope -> new Authorization(scope, signedHeaders, signature, date, sessionToken, lifetime, query));
    }

    /** Returns the parameters of a presigned request; omits names that occur twice. */
    private static Map<String, String> presigned(SignedRequest request) {
        return request.query().stream()
                .filter(parameter -> parameter.getKey().startsWith(PRESIGNED))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> ""));
    }

    @Override
    public String toString() {
        return "Authorization[" + scope.accessKeyId() + "]";
    }
}
