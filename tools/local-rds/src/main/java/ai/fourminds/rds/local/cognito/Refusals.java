package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.aws.query.AwsException;

/** The error answers of Cognito that several operations give. Stateless. */
final class Refusals {
    private Refusals() {}

    static AwsException of(String type, String message) {
        return new AwsException(400, type, message);
    }

    static AwsException notAuthorized(String message) {
        return of("NotAuthorizedException", message);
    }

    static AwsException wrongPassword() {
        return notAuthorized("Incorrect username or password.");
    }

    static AwsException disabled() {
        return notAuthorized("User is disabled.");
    }

    static AwsException invalidParameter(String message) {
        return of("InvalidParameterException", message);
    }

    static AwsException missing(String parameter) {
        return invalidParameter("Missing required parameter " + parameter);
    }

    static AwsException notFound(String message) {
        return of("ResourceNotFoundException", message);
    }

    static AwsException userNotFound() {
        return of("UserNotFoundException", "User does not exist.");
    }
}
