package ai.fourminds.rds.local.oidc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The OpenID Connect provider that IAM trusts: issues valid and invalid tokens, and verifies tokens. Thread-safe. */
public final class WebIdentityProvider {
    /** The audience that the provider is registered with in IAM. */
    public static final String AUDIENCE = "sts.amazonaws.com";

    /** The provider's name in trust policies and ARNs: its URL without the scheme. */
    public static final String NAME = "oidc.local-rds.test/id/FOURMINDS";

    private static final String URL = "https://" + NAME;
    private static final String KEY_ID = "local-rds-2026";

    private final Issuer issuer = new Issuer(URL, KEY_ID);
    private final Issuer forger = new Issuer(URL, KEY_ID);
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final Clock clock;

    public WebIdentityProvider(Clock clock) {
        this.clock = clock;
    }

    /** Returns the issuer's URL, the claim {@code iss}. */
    public String url() {
        return URL;
    }

    public String token(String subject, Duration validFor) {
        return issuer.sign(claims(URL, AUDIENCE, subject, Duration.ZERO, validFor));
    }

    /** Returns a token that names the provider's key but is signed with another one. */
    public String forgedToken(String subject) {
        return forger.sign(claims(URL, AUDIENCE, subject, Duration.ZERO, Duration.ofHours(1)));
    }

    public String tokenForAudience(String audience, String subject) {
        return issuer.sign(claims(URL, audience, subject, Duration.ZERO, Duration.ofHours(1)));
    }

    /** Returns a token of an issuer that IAM does not know. */
    public String tokenOfIssuer(String issuerUrl, String subject) {
        return new Issuer(issuerUrl, KEY_ID)
                .sign(claims(issuerUrl, AUDIENCE, subject, Duration.ZERO, Duration.ofHours(1)));
    }

    /** Returns a token that the provider signed with a key that it does not announce. */
    public String tokenOfUnknownKey(String subject) {
        return new Issuer(URL, "unannounced").sign(claims(URL, AUDIENCE, subject, Duration.ZERO, Duration.ofHours(1)));
    }

    /** Returns a token that is valid for an hour, which begins {@code from} now. */
    public String tokenNotBefore(Duration from, String subject) {
        return issuer.sign(claims(URL, AUDIENCE, subject, from, from.plusHours(1)));
    }

    public void revoke(String token) {
        revoked.add(token);
    }

    public boolean revoked(String token) {
        return revoked.contains(token);
    }

    public Issuer.Verdict judge(JsonWebToken token) {
        return issuer.judge(token, clock.instant());
    }

    private ObjectNode claims(String url, String audience, String subject, Duration from, Duration to) {
        Instant now = clock.instant();
        ObjectNode claims = JsonNodeFactory.instance
                .objectNode()
                .put("iss", url)
                .put("sub", subject)
                .put("iat", now.getEpochSecond())
                .put("nbf", now.plus(from).getEpochSecond())
                .put("exp", now.plus(to).getEpochSecond())
                .put("jti", UUID.randomUUID().toString());
        claims.putArray("aud").add(audience);
        return claims;
    }
}
