package ai.fourminds.rds.local.cognito;

/**
 * An error answer of Cognito. An exception like in Cognito's own model, whose name is part of the answer; every step of
 * an operation may throw it. Immutable; carries no stack trace.
 */
public final class CognitoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    private CognitoException(String type, String message) {
        super(message, null, false, false);
        this.type = type;
    }

    /** Returns the name in the answer, such as {@code NotAuthorizedException}. */
    public String type() {
        return type;
    }

    /** Returns the text in the answer. */
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
