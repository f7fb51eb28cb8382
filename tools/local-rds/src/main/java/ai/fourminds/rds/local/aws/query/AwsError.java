package ai.fourminds.rds.local.aws.query;

/** A refusal, with the text and the HTTP status of AWS. Immutable. */
public record AwsError(int httpStatus, String code, String message) implements Answer {
    public static AwsError invalidParameter(String message) {
        return new AwsError(400, "InvalidParameterValue", message);
    }

    public static AwsError validation(String message) {
        return new AwsError(400, "ValidationError", message);
    }

    public static AwsError invalidIdentityToken(String message) {
        return new AwsError(400, "InvalidIdentityToken", message);
    }

    public static AwsError throttled() {
        return new AwsError(400, "Throttling", "Rate exceeded");
    }

    public static AwsError expiredToken() {
        return new AwsError(403, "ExpiredToken", "The security token included in the request is expired");
    }

    public static AwsError ofStatus(int httpStatus) {
        return httpStatus == 503
                ? new AwsError(503, "ServiceUnavailable", "Service is unable to handle request.")
                : new AwsError(httpStatus, "InternalFailure", "An internal error has occurred.");
    }

    public static AwsError accessDenied(String arn, String action, String resource) {
        return new AwsError(
                403,
                "AccessDenied",
                "User: %s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action"
                        .formatted(arn, action, resource, action));
    }

    public String body(String namespace, String requestId) {
        return Xml.document(
                "ErrorResponse",
                namespace,
                xml -> xml.element(
                                "Error",
                                error -> error.text("Type", httpStatus < 500 ? "Sender" : "Receiver")
                                        .text("Code", code)
                                        .text("Message", message))
                        .text("RequestId", requestId));
    }
}
