package ai.fourminds.rds.local.iam;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
public record Authorization(
        CredentialScope scope,
        List<String> signedHeaders,
        String signature,
        String date,
        Instant signedAt,
        @Nullable String sessionToken,
        @Nullable Duration lifetime,
        List<Map.Entry<String, String>> query) {
    private static final String PRESIGNED = "X-Amz-";
    private static final String SIGNATURE = PRESIGNED + "Signature";

    /** Whether the request has a signature, valid or not; header names are lower case. */
    public static boolean in(Map<String, String> headers, List<Map.Entry<String, String>> query) {
        return headers.containsKey("authorization")
                || query.stream().anyMatch(parameter -> parameter.getKey().equals(SIGNATURE));
    }

    /** Parses the signature; empty if a part is missing or malformed. */
    public static Optional<Authorization> of(Map<String, String> headers, List<Map.Entry<String, String>> query) {
        String header = headers.get("authorization");
        return header == null ? presigned(query) : ofHeader(header, headers, query);
    }

    private static Optional<Authorization> ofHeader(
            String header, Map<String, String> headers, List<Map.Entry<String, String>> query) {
        if (!header.startsWith(SigV4.ALGORITHM + " ")) {
            return Optional.empty();
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : header.substring(SigV4.ALGORITHM.length()).split(",", -1)) {
            String[] nameAndValue = part.strip().split("=", 2);
            parts.put(nameAndValue[0], nameAndValue.length == 2 ? nameAndValue[1] : "");
        }
        parts.put("Date", headers.getOrDefault("x-amz-date", ""));
        return of(parts, headers.get("x-amz-security-token"), null, query);
    }

    /** Parses the signature of a presigned request. A parameter that occurs twice counts as empty. */
    public static Optional<Authorization> presigned(List<Map.Entry<String, String>> query) {
        Map<String, String> parts = query.stream()
                .filter(parameter -> parameter.getKey().startsWith(PRESIGNED))
                .collect(Collectors.toMap(
                        parameter -> parameter.getKey().substring(PRESIGNED.length()),
                        Map.Entry::getValue,
                        (one, other) -> ""));
        String expires = parts.getOrDefault("Expires", "");
        if (!SigV4.ALGORITHM.equals(parts.get("Algorithm")) || !expires.matches("[0-9]{1,6}")) {
            return Optional.empty();
        }
        var signed = query.stream()
                .filter(parameter -> !parameter.getKey().equals(SIGNATURE))
                .toList();
        return of(parts, parts.get("Security-Token"), Duration.ofSeconds(Long.parseLong(expires)), signed);
    }

    private static Optional<Authorization> of(
            Map<String, String> parts,
            @Nullable String sessionToken,
            @Nullable Duration lifetime,
            List<Map.Entry<String, String>> query) {
        List<String> headers = List.of(parts.getOrDefault("SignedHeaders", "").split(";"));
        String signature = parts.getOrDefault("Signature", "");
        String date = parts.getOrDefault("Date", "");
        Optional<CredentialScope> scope = CredentialScope.parse(parts.getOrDefault("Credential", ""));
        Optional<Instant> signedAt = SigV4.parseDate(date);
        return signature.isEmpty() || scope.isEmpty() || signedAt.isEmpty()
                ? Optional.empty()
                : Optional.of(new Authorization(
                        scope.get(), headers, signature, date, signedAt.get(), sessionToken, lifetime, query));
    }

    /** Whether the date of the scope is that of signing. */
    public boolean hasConsistentDates() {
        return date.startsWith(scope.date() + "T");
    }

    /** Whether {@code secret} signs a request for the root path with these headers, of which it signs its own. */
    public boolean signedWith(String secret, String method, Map<String, String> headers, String payloadHash) {
        var signed = new TreeMap<>(headers);
        signed.keySet().retainAll(signedHeaders);
        var request = new CanonicalRequest(method, query, signed, payloadHash);
        return SigV4.sameText(SigV4.signature(secret, scope, date, request), signature);
    }

    @Override
    public String toString() {
        return "Authorization[" + scope.accessKeyId() + "]";
    }
}
