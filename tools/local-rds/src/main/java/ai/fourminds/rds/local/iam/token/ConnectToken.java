package ai.fourminds.rds.local.iam.token;

import ai.fourminds.rds.local.iam.Authorization;
import ai.fourminds.rds.local.iam.CredentialScope;
import ai.fourminds.rds.local.iam.SigV4;
import ai.fourminds.rds.local.iam.UriText;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parsed database authentication token: the presigned URL, without scheme, of rds-db's action "connect". Immutable;
 * lives for one login and never prints itself.
 */
record ConnectToken(String hostAndPort, String user, Authorization authorization, Duration lifetime) {
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(15);

    /** Parses a token; empty for any deviation from its format. */
    static Optional<ConnectToken> parse(String text) {
        int slash = text.indexOf("/?");
        if (slash <= 0) {
            return Optional.empty();
        }
        try {
            List<Map.Entry<String, String>> query = UriText.parameters(text.substring(slash + 2));
            return Authorization.presigned(query)
                    .flatMap(authorization -> of(text.substring(0, slash), query, authorization));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<ConnectToken> of(
            String hostAndPort, List<Map.Entry<String, String>> query, Authorization authorization) {
        Map<String, String> named = new HashMap<>();
        query.forEach(parameter -> named.put(parameter.getKey(), parameter.getValue()));
        String user = named.get("DBUser");
        Duration lifetime = authorization.lifetime();
        return named.size() == query.size()
                        && "connect".equals(named.get("Action"))
                        && authorization.signedHeaders().equals(List.of("host"))
                        && authorization.hasConsistentDates()
                        && user != null
                        && lifetime != null
                        && lifetime.compareTo(MAX_LIFETIME) <= 0
                ? Optional.of(new ConnectToken(hostAndPort, user, authorization, lifetime))
                : Optional.empty();
    }

    CredentialScope scope() {
        return authorization.scope();
    }

    boolean signedWith(String secret) {
        return authorization.signedWith(secret, "GET", Map.of("host", hostAndPort), SigV4.sha256(new byte[0]));
    }

    @Override
    public String toString() {
        return "ConnectToken[redacted]";
    }
}
