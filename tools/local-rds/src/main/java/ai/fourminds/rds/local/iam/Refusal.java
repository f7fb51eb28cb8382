package ai.fourminds.rds.local.iam;

/** Why a login was refused. The client is told no more than RDS would say; tests ask for the reason. */
public enum Refusal {
    NOT_ENCRYPTED,
    NOT_AN_IAM_USER,
    MALFORMED_TOKEN,
    UNKNOWN_ACCESS_KEY,
    WRONG_SERVICE,
    WRONG_REGION,
    WRONG_SIGNATURE,
    WRONG_SESSION_TOKEN,
    EXPIRED_CREDENTIALS,
    EXPIRED_TOKEN,
    TOKEN_FROM_THE_FUTURE,
    WRONG_HOST,
    WRONG_PORT,
    WRONG_USER,
    NO_CONNECT_PERMISSION,
    IAM_AUTHENTICATION_DISABLED
}
