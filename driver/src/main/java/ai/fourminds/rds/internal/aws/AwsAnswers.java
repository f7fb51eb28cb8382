package ai.fourminds.rds.internal.aws;

import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.failure.Causes;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.internal.failure.AwsFailures;
import ai.fourminds.rds.internal.failure.SettingsFailures;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URISyntaxException;
import java.security.KeyManagementException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Diagnoses the SDK's exceptions by AWS's error codes ("Common Errors" of RDS and of STS). Stateless. */
public final class AwsAnswers {

    private static final String NO_URL =
            "an endpoint in the environment (AWS_ENDPOINT_URL*) or the profile (endpoint_url) is not a URL";

    private AwsAnswers() {}

    static SQLException translate(AwsSession session, String action, RuntimeException failure) {
        if (failure instanceof AwsServiceException answer) {
            return fromService(session, action, answer);
        }
        if (Causes.include(failure, KeyManagementException.class)) {
            return SettingsFailures.jvmRootsUnreadable(failure);
        }
        if (isUrlFault(failure)) {
            return AwsFailures.filesMalformed(NO_URL, null);
        }
        if (isMalformed(failure)) {
            return AwsClients.clientFault()
                    .map(fault -> AwsFailures.filesMalformed(fault, failure))
                    .orElseGet(() -> AwsFailures.unreadable(action, asked(session, action), failure));
        }
        if (isTimeout(failure) || Causes.include(failure, InterruptedIOException.class)) {
            return AwsFailures.timedOut(action, asked(session, action), session.timeout(), failure);
        }
        if (failure instanceof AbortedException) {
            Thread.currentThread().interrupt();
        }
        return AwsFailures.unreachable(action, asked(session, action), failure);
    }

    private static String asked(AwsSession session, String action) {
        return AwsSession.asked(action, session.region(), session.endpointUrl());
    }

    private static SQLException fromService(AwsSession session, String action, AwsServiceException answer) {
        String words = said(answer);
        String keyId = session.keys().accessKeyId();
        return switch (code(answer)) {
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
                        : AwsFailures.other(action, asked(session, action), words, answer.statusCode() >= 500, answer);
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

    /**
     * Returns whether a response came that is not AWS's: a captive portal's, a wrong {@code endpointUrl}'s. The SDK has
     * no exception for it and passes on those of its parsers and its HTTP client.
     */
    private static boolean isMalformed(RuntimeException failure) {
        if (failure instanceof SdkServiceException || isTimeout(failure) || failure instanceof AbortedException) {
            return false;
        }
        // The JDK's message for a response whose first line is not HTTP.
        return !(failure instanceof SdkException)
                || String.valueOf(failure.getMessage()).contains("unmarshall")
                || Causes.first(failure, IOException.class)
                        .filter(network -> !"Invalid Http response".equals(network.getMessage()))
                        .isEmpty();
    }

    /** Such an exception repeats the text, in which a password may stand, so it is no cause of ours. */
    private static boolean isUrlFault(RuntimeException failure) {
        return Causes.include(failure, URISyntaxException.class);
    }

    private static boolean isTimeout(RuntimeException failure) {
        return failure instanceof ApiCallTimeoutException || failure instanceof ApiCallAttemptTimeoutException;
    }

    /** Returns AWS's error code, or an empty text. */
    public static String code(AwsServiceException answer) {
        return detail(answer, AwsErrorDetails::errorCode);
    }

    /** Returns AWS's message, as a sentence. */
    public static String words(AwsServiceException answer) {
        String words = said(answer).strip();
        return words.endsWith(".") ? words : words + ".";
    }

    private static String said(AwsServiceException answer) {
        String said = detail(answer, AwsErrorDetails::errorMessage);
        return said.isEmpty() ? ("HTTP " + answer.statusCode() + " " + code(answer)).strip() : said;
    }

    private static String detail(AwsServiceException answer, Function<AwsErrorDetails, String> part) {
        return Optional.ofNullable(answer.awsErrorDetails()).map(part).orElse("");
    }

    /** Diagnoses an error of a service that issues credentials, apart from the ones it documents for the call. */
    public static CredentialsException unexpected(String service, AwsServiceException answer) {
        if (answer.isThrottlingException()) {
            return new CredentialsException(
                    FailureCode.AWS_THROTTLED,
                    service + " is throttling: " + words(answer),
                    "Connect again in a few seconds.",
                    answer);
        }
        return new CredentialsException(
                answer.statusCode() >= 500 ? FailureCode.AWS_UNREACHABLE : FailureCode.CREDENTIALS_UNAVAILABLE,
                service + " answers " + code(answer) + ": " + words(answer),
                "Check region, endpointUrl and the settings of this method; connect again if the answer looks passing.",
                answer);
    }

    /**
     * Diagnoses a missing or unreadable response of a service that issues credentials.
     *
     * @param id the service in names of endpoints: {@code sts}
     */
    public static CredentialsException unanswered(
            String service, String id, CredentialsContext context, RuntimeException failure) {
        if (!isMalformed(failure)) {
            String where = AwsSession.configured(id, context.region(), context.endpointUrl())
                    .map(url -> " at " + url)
                    .orElse("");
            return new CredentialsException(
                    FailureCode.AWS_UNREACHABLE,
                    service + where + " does not answer: " + failure.getMessage(),
                    "Check the network, proxy settings and region; endpointUrl names another endpoint.",
                    failure);
        }
        Optional<String> fault = isUrlFault(failure) ? Optional.of(NO_URL) : AwsClients.clientFault();
        return fault.map(words -> new CredentialsException(
                        FailureCode.CREDENTIALS_UNAVAILABLE,
                        "the AWS configuration cannot be used: " + words + ".",
                        "Correct " + AwsFailures.files(", ") + " or the AWS_* environment variables.",
                        isUrlFault(failure) ? null : failure))
                .orElseGet(() -> new CredentialsException(
                        FailureCode.AWS_UNREACHABLE,
                        "what answers in the place of " + service + " does not answer as AWS does.",
                        "Check endpointUrl, and whether a proxy or a network's sign-in page answers in AWS's place.",
                        failure));
    }
}
