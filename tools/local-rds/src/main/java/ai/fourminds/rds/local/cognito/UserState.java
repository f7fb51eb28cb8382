package ai.fourminds.rds.local.cognito;

/** What a user pool has to say to a user who knows the password. */
public enum UserState {
    CONFIRMED,
    UNCONFIRMED,
    RESET_REQUIRED,
    DISABLED,
    /** Made by an administrator: the first sign-in answers with the challenge NEW_PASSWORD_REQUIRED. */
    FORCE_CHANGE_PASSWORD,
    SMS_MFA,
    SOFTWARE_TOKEN_MFA
}
