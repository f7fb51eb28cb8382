package ai.fourminds.rds.local.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Signs tokens with an RSA key that is created on first use and never leaves memory. Thread-safe. */
public final class Issuer {
    /** The result of verifying a token that names an issuer. */
    public enum Verdict {
        GOOD,
        OTHER_ISSUER,
        UNKNOWN_KEY,
        BAD_SIGNATURE,
        CLAIM_MISSING,
        EXPIRED,
        NOT_YET_VALID
    }

    private static final String ALGORITHM = "RS256";

    private final String url;
    private final String keyId;
    private @Nullable KeyPair keys;

    /** Creates an issuer with this URL, and a key that it announces as {@code keyId}. */
    public Issuer(String url, String keyId) {
        this.url = url;
        this.keyId = keyId;
    }

    public String url() {
        return url;
    }

    public String sign(JsonNode claims) {
        JsonNode header = JsonNodeFactory.instance
                .objectNode()
                .put("kid", keyId)
                .put("typ", "JWT")
                .put("alg", ALGORITHM);
        String signedPart = JsonWebToken.write(header, claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys().getPrivate());
            signature.update(signedPart.getBytes(StandardCharsets.UTF_8));
            return signedPart + "." + JsonWebToken.base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform signs with RSA", e);
        }
    }

    /** Returns whether a token is valid now, or what is wrong with it. Ignores the token's choice of algorithm. */
    public Verdict judge(JsonWebToken token, Instant now) {
        if (!token.issuer().equals(url)) {
            return Verdict.OTHER_ISSUER;
        }
        if (!token.keyId().equals(keyId)) {
            return Verdict.UNKNOWN_KEY;
        }
        if (!token.algorithm().equals(ALGORITHM) || !signed(token)) {
            return Verdict.BAD_SIGNATURE;
        }
        if (token.expiresAt().isEmpty()
                || token.subject().isEmpty()
                || token.audiences().isEmpty()) {
            return Verdict.CLAIM_MISSING;
        }
        if (!now.isBefore(token.expiresAt().get())) {
            return Verdict.EXPIRED;
        }
        boolean early = token.notBefore().filter(now::isBefore).isPresent();
        return early ? Verdict.NOT_YET_VALID : Verdict.GOOD;
    }

    private boolean signed(JsonWebToken token) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(keys().getPublic());
            signature.update(token.signedPart().getBytes(StandardCharsets.UTF_8));
            return signature.verify(token.signature());
        } catch (GeneralSecurityException e) {
            // The JDK throws for a signature whose length differs from the key's.
            return false;
        }
    }

    private synchronized KeyPair keys() {
        if (keys == null) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                keys = generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform makes RSA keys", e);
            }
        }
        return keys;
    }
}
