package ai.fourminds.rds.local.iam.token;

/** The reason of a refused login, for tests and logs. The client learns no more than RDS would tell it. */
public enum Refusal {
    NOT_ENCRYPTED("the client did not ask for TLS"),
    NOT_AN_IAM_USER("this user does not log in with tokens, or does not exist"),
    MALFORMED_TOKEN("the password is no IAM token"),
    UNKNOWN_ACCESS_KEY("the token was signed with an access key that nobody has"),
    WRONG_SERVICE("the token was signed for another service than rds-db"),
    WRONG_REGION("the token was signed for another region"),
    WRONG_SIGNATURE("the token's signature does not fit: another secret key, or a token that was changed"),
    WRONG_SESSION_TOKEN("the token's session token does not belong to its access key"),
    EXPIRED_CREDENTIALS("the token was signed with credentials that have expired"),
    EXPIRED_TOKEN("the token has expired: it lives for 15 minutes"),
    TOKEN_FROM_THE_FUTURE("the token was signed by a clock that is ahead"),
    WRONG_HOST("the token was made for another host"),
    WRONG_PORT("the token was made for another port"),
    WRONG_USER("the token was made for another user"),
    NO_CONNECT_PERMISSION("the policy does not allow rds-db:connect for this user here"),
    IAM_AUTHENTICATION_DISABLED("IAM authentication is off here");

    private final String words;

    Refusal(String words) {
        this.words = words;
    }

    /** Returns the reason as part of a sentence. */
    public String words() {
        return words;
    }
}
