package ai.fourminds.rds.local.oidc;

/** The result of verifying a token that names an issuer. */
public enum TokenVerdict {
    GOOD,
    OTHER_ISSUER,
    UNKNOWN_KEY,
    BAD_SIGNATURE,
    CLAIM_MISSING,
    EXPIRED,
    NOT_YET_VALID
}
