package ai.fourminds.rds.local.iam.token;

import ai.fourminds.rds.local.iam.CanonicalRequest;
import ai.fourminds.rds.local.iam.CredentialScope;
import ai.fourminds.rds.local.iam.SigV4;
import ai.fourminds.rds.local.iam.UriText;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A parsed database authentication token: the presigned URL, without scheme, of rds-db's action "connect". Immutable;
 * lives for one login and never prints itself.
 */
record ConnectToken(
        String hostAndPort,
        String user,
        CredentialScope scope,
        String date,
        Instant signedAt,
        Duration lifetime,
        @Nullable String sessionToken,
        String signature,
        List<Map.Entry<String, String>> signedQuery) {

    static final Duration MAX_LIFETIME = Duration.ofMinutes(15);
    private static final String SIGNATURE = "X-Amz-Signature";

    /** Parses a token; empty for any deviation from its format. */
    static Optional<ConnectToken> parse(String text) {
        int slash = text.indexOf("/?");
        if (slash <= 0) {
            return Optional.empty();
        }
        try {
            List<Map.Entry<String, String>> query = UriText.parameters(text.substring(slash + 2));
            return named(query).flatMap(named -> of(text.substring(0, slash), query, named));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<ConnectToken> of(
            String hostAndPort, List<Map.Entry<String, String>> query, Map<String, String> named) {
        boolean wellFormed = "connect".equals(named.get("Action"))
                && SigV4.ALGORITHM.equals(named.get("X-Amz-Algorithm"))
                && "host".equals(named.get("X-Amz-SignedHeaders"));
        String user = named.get("DBUser");
        String signature = named.get(SIGNATURE);
        String date = named.getOrDefault("X-Amz-Date", "");
        Optional<CredentialScope> scope = CredentialScope.parse(named.getOrDefault("X-Amz-Credential", ""));
        Optional<Instant> signedAt = SigV4.parseDate(date);
        Optional<Duration> lifetime = lifetime(named.getOrDefault("X-Amz-Expires", ""));
        if (!wellFormed || user == null || signature == null) {
            return Optional.empty();
        }
        if (scope.isEmpty()
                || signedAt.isEmpty()
                || lifetime.isEmpty()
                || !date.startsWith(scope.get().date() + "T")) {
            return Optional.empty();
        }
        var signed = query.stream().filter(p -> !p.getKey().equals(SIGNATURE)).toList();
        String sessionToken = named.get("X-Amz-Security-Token");
        return Optional.of(new ConnectToken(
                hostAndPort, user, scope.get(), date, signedAt.get(), lifetime.get(), sessionToken, signature, signed));
    }

    boolean signedWith(String secret) {
        var headers = new TreeMap<>(Map.of("host", hostAndPort));
        var request = new CanonicalRequest("GET", signedQuery, headers, SigV4.sha256(new byte[0]));
        return SigV4.sameText(SigV4.signature(secret, scope, date, request), signature);
    }

    private static Optional<Map<String, String>> named(List<Map.Entry<String, String>> query) {
        Map<String, String> named = new HashMap<>();
        for (Map.Entry<String, String> parameter : query) {
            if (named.put(parameter.getKey(), parameter.getValue()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(named);
    }

    private static Optional<Duration> lifetime(String seconds) {
        if (!seconds.matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Long.parseLong(seconds)))
                .filter(lifetime -> lifetime.compareTo(MAX_LIFETIME) <= 0);
    }

    @Override
    public String toString() {
        return "ConnectToken[redacted]";
    }
}
