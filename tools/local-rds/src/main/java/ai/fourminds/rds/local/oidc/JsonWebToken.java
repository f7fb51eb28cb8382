package ai.fourminds.rds.local.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A parsed but unverified JSON Web Token (RFC 7519, RFC 7515). Immutable; never prints itself. */
public final class JsonWebToken {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonNode header;
    private final JsonNode claims;
    private final String signedPart;
    private final byte[] signature;

    private JsonWebToken(JsonNode header, JsonNode claims, String signedPart, byte[] signature) {
        this.header = header;
        this.claims = claims;
        this.signedPart = signedPart;
        this.signature = signature;
    }

    /** Parses a token; empty unless it has three base64url parts, of which the first two are JSON objects. */
    public static Optional<JsonWebToken> parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            byte[][] decoded =
                    Arrays.stream(parts).map(Base64.getUrlDecoder()::decode).toArray(byte[][]::new);
            JsonNode header = JSON.readTree(new String(decoded[0], StandardCharsets.UTF_8));
            JsonNode claims = JSON.readTree(new String(decoded[1], StandardCharsets.UTF_8));
            return header.isObject() && claims.isObject()
                    ? Optional.of(new JsonWebToken(header, claims, parts[0] + "." + parts[1], decoded[2]))
                    : Optional.empty();
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    static String write(JsonNode header, JsonNode claims) {
        try {
            return base64(JSON.writeValueAsBytes(header)) + "." + base64(JSON.writeValueAsBytes(claims));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can be written", e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String signedPart() {
        return signedPart;
    }

    byte[] signature() {
        return signature.clone();
    }

    String keyId() {
        return header.path("kid").asText();
    }

    String algorithm() {
        return header.path("alg").asText();
    }

    public String issuer() {
        return text("iss");
    }

    public String subject() {
        return text("sub");
    }

    /** Returns the text or texts of {@code aud}; empty without the claim. */
    public List<String> audiences() {
        JsonNode audience = claims.path("aud");
        return audience.isArray()
                ? StreamSupport.stream(audience.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : audience.isTextual() ? List.of(audience.asText()) : List.of();
    }

    /** Returns the expiry, which may be past; empty if the claim is not a number. */
    public Optional<Instant> expiresAt() {
        return moment("exp");
    }

    Optional<Instant> notBefore() {
        return moment("nbf");
    }

    /** Returns the claim's text; empty without the claim. */
    public String text(String claim) {
        return claims.path(claim).isTextual() ? claims.path(claim).asText() : "";
    }

    private Optional<Instant> moment(String claim) {
        JsonNode seconds = claims.path(claim);
        return seconds.isNumber() ? Optional.of(Instant.ofEpochSecond(seconds.asLong())) : Optional.empty();
    }

    @Override
    public String toString() {
        return "JsonWebToken[redacted]";
    }
}
