package ai.fourminds.rds.local.oidc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The OpenID Connect provider that IAM knows: makes tokens good and bad, and says which are good. Thread-safe. */
public final class WebIdentityProvider {
    /** Who may use tokens here, as the provider is registered in IAM. */
    public static final String AUDIENCE = "sts.amazonaws.com";

    /** What trust policies and ARNs call the provider: its URL without the scheme. */
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

    /** The issuer's URL, which {@code iss} says. */
    public String url() {
        return URL;
    }

    /** A good token. */
    public String token(String subject, Duration validFor) {
        return issuer.sign(claims(URL, AUDIENCE, subject, Duration.ZERO, validFor));
    }

    /** Signed with a key that is not the provider's, though it says so. */
    public String forgedToken(String subject) {
        return forger.sign(claims(URL, AUDIENCE, subject, Duration.ZERO, Duration.ofHours(1)));
    }

    public String tokenForAudience(String audience, String subject) {
        return issuer.sign(claims(URL, audience, subject, Duration.ZERO, Duration.ofHours(1)));
    }

    /** Of an issuer whose URL IAM has never heard of. */
    public String tokenOfIssuer(String issuerUrl, String subject) {
        return new Issuer(issuerUrl, KEY_ID)
                .sign(claims(issuerUrl, AUDIENCE, subject, Duration.ZERO, Duration.ofHours(1)));
    }

    /** Signed by the provider with a key that it does not announce. */
    public String tokenOfUnknownKey(String subject) {
        return new Issuer(URL, "unannounced").sign(claims(URL, AUDIENCE, subject, Duration.ZERO, Duration.ofHours(1)));
    }

    /** Good for an hour that begins only {@code from} now. */
    public String tokenNotBefore(Duration from, String subject) {
        return issuer.sign(claims(URL, AUDIENCE, subject, from, from.plusHours(1)));
    }

    /** From now on the provider rejects this token, whatever it says of itself. */
    public void revoke(String token) {
        revoked.add(token);
    }

    public boolean revoked(String token) {
        return revoked.contains(token);
    }

    public TokenVerdict judge(JsonWebToken token) {
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
