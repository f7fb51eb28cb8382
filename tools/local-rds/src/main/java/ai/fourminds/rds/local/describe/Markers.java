package ai.fourminds.rds.local.describe;

import ai.fourminds.rds.local.iam.SigV4;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Paging markers that callers cannot read, forge, or use for another query. Thread-safe. */
final class Markers {
    private static final int TAG_LENGTH = 64;
    private final byte[] key = new byte[32];

    Markers() {
        new SecureRandom().nextBytes(key);
    }

    /** Returns the marker that continues {@code query} after {@code lastIdentifier}. */
    String after(String lastIdentifier, String query) {
        String marker = tag(lastIdentifier, query) + lastIdentifier;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(marker.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the identifier in {@code marker}, if the marker is valid for this query. */
    Optional<String> lastIdentifier(String marker, String query) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
            String identifier = text.substring(Math.min(TAG_LENGTH, text.length()));
            return Optional.of(identifier).filter(id -> SigV4.sameText(tag(id, query) + id, text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String tag(String identifier, String query) {
        return HexFormat.of().formatHex(SigV4.hmac(key, identifier + "\n" + query));
    }
}
