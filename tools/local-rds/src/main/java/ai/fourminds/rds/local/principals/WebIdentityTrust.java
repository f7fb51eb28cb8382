package ai.fourminds.rds.local.principals;

/**
 * A role's trust in federated identities: the provider, the exact {@code aud} claim, and a pattern with {@code *} and
 * {@code ?} for the {@code sub} claim. Immutable.
 */
public record WebIdentityTrust(String provider, String audience, String subject) {
    /** The provider of identity pools, whose audience is the pool's id. */
    public static final String COGNITO_IDENTITY = "cognito-identity.amazonaws.com";

    /** Returns the trust in the signed-in users of a Cognito identity pool. */
    public static WebIdentityTrust identityPool(String identityPoolId) {
        return new WebIdentityTrust(COGNITO_IDENTITY, identityPoolId, "*");
    }

    boolean accepts(String presentedProvider, String presentedAudience, String presentedSubject) {
        return provider.equals(presentedProvider)
                && audience.equals(presentedAudience)
                && Policy.matches(subject, presentedSubject);
    }
}
