package ai.fourminds.rds.local.cognito;

/** The state of a user, which decides the answer to a correct password. */
public enum UserState {
    CONFIRMED,
    UNCONFIRMED,
    RESET_REQUIRED,
    DISABLED,
    /** Created by an administrator: the first sign-in is answered with the challenge NEW_PASSWORD_REQUIRED. */
    FORCE_CHANGE_PASSWORD,
    SMS_MFA,
    SOFTWARE_TOKEN_MFA
}
