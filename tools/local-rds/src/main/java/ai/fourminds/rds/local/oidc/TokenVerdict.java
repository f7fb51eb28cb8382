package ai.fourminds.rds.local.oidc;

/** What an issuer says of a token that is said to be its own. */
public enum TokenVerdict {
    GOOD,
    OTHER_ISSUER,
    UNKNOWN_KEY,
    BAD_SIGNATURE,
    CLAIM_MISSING,
    EXPIRED,
    NOT_YET_VALID
}
