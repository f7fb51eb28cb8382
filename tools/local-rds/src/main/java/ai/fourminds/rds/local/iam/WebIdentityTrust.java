package ai.fourminds.rds.local.iam;

/**
 * What a role's trust policy demands of a federated identity: the provider, the {@code aud} claim to the letter, and
 * the {@code sub} claim, where {@code *} and {@code ?} stand for any text. Immutable.
 */
public record WebIdentityTrust(String provider, String audience, String subject) {
    /** The provider of identity pools, whose "audience" is the pool's id. */
    public static final String COGNITO_IDENTITY = "cognito-identity.amazonaws.com";

    /** The signed-in users of this Cognito identity pool. */
    public static WebIdentityTrust identityPool(String identityPoolId) {
        return new WebIdentityTrust(COGNITO_IDENTITY, identityPoolId, "*");
    }

    boolean accepts(String presentedProvider, String presentedAudience, String presentedSubject) {
        return provider.equals(presentedProvider)
                && audience.equals(presentedAudience)
                && ArnPattern.matches(subject, presentedSubject);
    }
}
