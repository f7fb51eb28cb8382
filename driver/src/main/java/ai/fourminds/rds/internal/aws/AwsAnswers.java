package ai.fourminds.rds.internal.aws;

import ai.fourminds.rds.failure.Causes;
import ai.fourminds.rds.internal.failure.AwsFailures;
import ai.fourminds.rds.internal.failure.SettingsFailures;
import java.io.InterruptedIOException;
import java.security.KeyManagementException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** Turns the SDK's exceptions into diagnoses. Error codes: AWS "Common Errors" of the RDS and STS API references. */
final class AwsAnswers {

    private AwsAnswers() {}

    static SQLException translate(AwsSession session, String action, RuntimeException failure) {
        String endpoint = session.endpointOf(action.substring(0, action.indexOf(':')));
        if (failure instanceof AwsServiceException answer) {
            return fromService(session, action, endpoint, answer);
        }
        if (Causes.include(failure, KeyManagementException.class)) {
            return SettingsFailures.jvmRootsUnreadable(failure);
        }
        if (MalformedAnswer.is(failure)) {
            Optional<String> malformed = AwsFiles.clientFault();
            if (malformed.isPresent()) {
                return AwsFailures.filesMalformed(malformed.get(), failure);
            }
            return AwsFailures.unreadable(action, endpoint, failure);
        }
        if (failure instanceof ApiCallTimeoutException
                || failure instanceof ApiCallAttemptTimeoutException
                || Causes.include(failure, InterruptedIOException.class)) {
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
        String words = said.isEmpty() ? ("HTTP " + answer.statusCode() + " " + code).strip() : said;
        String keyId = session.keys().accessKeyId();
        return switch (code) {
            case "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "OptInRequired" ->
                AwsFailures.accessDenied(action, session.region(), words, answer);
            case "ExpiredToken", "ExpiredTokenException" ->
                AwsFailures.credentialsExpired(session.auth(), session.profile(), keyId, answer);
            case "InvalidClientTokenId", "InvalidAccessKeyId" ->
                AwsFailures.invalidAccessKey(session.auth(), keyId, answer);
            case "UnrecognizedClientException" -> AwsFailures.unrecognizedClient(session.region(), words, answer);
            case "RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed" -> AwsFailures.clockSkew(words, answer);
            case "SignatureDoesNotMatch", "InvalidSignatureException" -> fromSignature(session, words, answer);
            default ->
                answer.isThrottlingException()
                        ? AwsFailures.throttled(action, session.region(), answer)
                        : AwsFailures.other(action, endpoint, words, answer.statusCode() >= 500, answer);
        };
    }

    /** Distinguishes a wrong clock, region and secret by the message: AWS has one error code for all three. */
    private static SQLException fromSignature(AwsSession session, String words, AwsServiceException answer) {
        if (words.contains("Signature expired") || words.contains("not yet current")) {
            return AwsFailures.clockSkew(words, answer);
        }
        return words.contains("Credential should be scoped to a valid region")
                ? AwsFailures.unrecognizedClient(session.region(), words, answer)
                : AwsFailures.invalidSecretKey(session.auth(), session.keys().accessKeyId(), answer);
    }
}
