package ai.fourminds.rds.credentials;

/** Why credentials could not be obtained, in terms every method shares. */
public enum CredentialsFault {
    /** Nothing was found, or what was found is incomplete. */
    UNAVAILABLE,
    /** They are over and have to be renewed by the user. */
    EXPIRED,
    /** The role's trust policy, or the caller's own policy, does not allow taking the role. */
    ROLE_REFUSED,
    /** There is no web identity token, or it cannot be read. */
    WEB_IDENTITY_MISSING,
    /** The web identity token has expired. */
    WEB_IDENTITY_EXPIRED,
    /** AWS does not accept the web identity token. */
    WEB_IDENTITY_REFUSED,
    /** The user pool refuses the sign-in. */
    SIGN_IN_REFUSED,
    /** The user pool asks for a further step that only a person can take. */
    SIGN_IN_CHALLENGE,
    /** The service asks to slow down. */
    THROTTLED,
    /** The service does not answer. */
    UNREACHABLE
}
