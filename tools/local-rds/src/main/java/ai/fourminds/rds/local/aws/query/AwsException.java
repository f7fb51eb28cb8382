package ai.fourminds.rds.local.aws.query;

import ai.fourminds.rds.local.principals.Principal;

/**
 * An error answer of AWS, with its HTTP status, code and text. An exception as in AWS's own models; every step of an
 * operation may throw it. Immutable; carries no stack trace.
 */
public final class AwsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int httpStatus;
    private final String code;

    public AwsException(int httpStatus, String code, String message) {
        super(message, null, false, false);
        this.httpStatus = httpStatus;
        this.code = code;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** Returns the name in the answer, such as {@code NotAuthorizedException}. */
    public String code() {
        return code;
    }

    /** Returns the text in the answer. */
    public String text() {
        return String.valueOf(getMessage());
    }

    public static AwsException validation(String message) {
        return new AwsException(400, "ValidationError", message);
    }

    public static AwsException expiredToken() {
        return new AwsException(403, "ExpiredToken", "The security token included in the request is expired");
    }

    /** Refuses unless {@code caller} may do {@code action} on {@code resource}. */
    public static void demand(boolean allowed, Principal caller, String action, String resource) {
        if (!allowed || !caller.may(action, resource)) {
            throw new AwsException(
                    403,
                    "AccessDenied",
                    "User: %s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action"
                            .formatted(caller.arn(), action, resource, action));
        }
    }
}
