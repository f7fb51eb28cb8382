package ai.fourminds.rds.internal.aws;

import ai.fourminds.rds.internal.failure.AwsFailures;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.util.Objects;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns the SDK's exceptions into diagnoses. Error codes: AWS "Common Errors" of the RDS and STS API references. */
final class AwsAnswers {

    private AwsAnswers() {}

    static SQLException translate(AwsSession session, String action, SdkException failure) {
        String endpoint = session.endpointOf(action.substring(0, action.indexOf(':')));
        if (failure instanceof AwsServiceException answer) {
            return fromService(session, action, endpoint, answer);
        }
        if (failure instanceof ApiCallTimeoutException
                || failure instanceof ApiCallAttemptTimeoutException
                || hasCause(failure, InterruptedIOException.class)) {
            return AwsFailures.timedOut(action, endpoint, session.timeout(), failure);
        }
        if (failure instanceof AbortedException) {
            Thread.currentThread().interrupt();
            return AwsFailures.unreachable(action, endpoint, failure);
        }
        return AwsFailures.unreachable(action, endpoint, failure);
    }

    private static SQLException fromService(
            AwsSession session, String action, String endpoint, AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null ? "" : Objects.requireNonNullElse(details.errorCode(), "");
        String said = details == null ? "" : Objects.requireNonNullElse(details.errorMessage(), "");
        String words = said.isEmpty() ? "HTTP " + answer.statusCode() + " " + code : said;
        String keyId = session.keys().accessKeyId();
        return switch (code) {
            case "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "OptInRequired" ->
                AwsFailures.accessDenied(action, session.region(), words, answer);
            case "ExpiredToken", "ExpiredTokenException" ->
                AwsFailures.credentialsExpired(session.auth(), keyId, answer);
            case "InvalidClientTokenId", "InvalidAccessKeyId" ->
                AwsFailures.invalidAccessKey(session.auth(), keyId, answer);
            case "UnrecognizedClientException" -> AwsFailures.unrecognizedClient(session.region(), words, answer);
            case "RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed" -> AwsFailures.clockSkew(words, answer);
            case "SignatureDoesNotMatch", "InvalidSignatureException" ->
                words.contains("Signature expired") || words.contains("not yet current")
                        ? AwsFailures.clockSkew(words, answer)
                        : AwsFailures.invalidSecretKey(session.auth(), keyId, answer);
            default ->
                answer.isThrottlingException()
                        ? AwsFailures.throttled(action, session.region(), answer)
                        : AwsFailures.other(action, endpoint, words, answer);
        };
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
