package ai.fourminds.rds.local.cognito;

/**
 * What Cognito answers instead of a result. An exception because it is one in Cognito's own model: its name goes over
 * the wire, and any step of an operation may end in it. Immutable; carries no stack trace.
 */
public final class CognitoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    private CognitoException(String type, String message) {
        super(message, null, false, false);
        this.type = type;
    }

    /** The name on the wire, such as {@code NotAuthorizedException}. */
    public String type() {
        return type;
    }

    /** The text on the wire. */
    public String text() {
        return String.valueOf(getMessage());
    }

    public static CognitoException notAuthorized(String message) {
        return new CognitoException("NotAuthorizedException", message);
    }

    static CognitoException wrongPassword() {
        return notAuthorized("Incorrect username or password.");
    }

    static CognitoException invalidParameter(String message) {
        return new CognitoException("InvalidParameterException", message);
    }

    static CognitoException unsupported(String message) {
        return new CognitoException("UnsupportedOperationException", message);
    }

    static CognitoException missing(String parameter) {
        return invalidParameter("Missing required parameter " + parameter);
    }

    public static CognitoException notFound(String message) {
        return new CognitoException("ResourceNotFoundException", message);
    }

    static CognitoException userNotFound() {
        return new CognitoException("UserNotFoundException", "User does not exist.");
    }

    static CognitoException userNotConfirmed() {
        return new CognitoException("UserNotConfirmedException", "User is not confirmed.");
    }

    static CognitoException passwordResetRequired() {
        return new CognitoException("PasswordResetRequiredException", "Password reset required for the user");
    }

    public static CognitoException invalidIdentityPool() {
        return new CognitoException(
                "InvalidIdentityPoolConfigurationException",
                "Invalid identity pool configuration. Check assigned IAM roles for this pool.");
    }
}
