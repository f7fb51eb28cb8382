package ai.fourminds.rds.local.cognito;

/** The authentication flows that an app client may allow. */
public enum AuthFlow {
    USER_SRP_AUTH,
    USER_PASSWORD_AUTH,
    REFRESH_TOKEN_AUTH
}
