package ai.fourminds.rds.internal.aws;

import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.failure.FailureCode;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Diagnoses refusals and missing answers of the services that issue credentials. Stateless. */
public final class ServiceAnswers {

    private ServiceAnswers() {}

    public static String code(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null ? "" : Objects.requireNonNullElse(details.errorCode(), "");
    }

    public static String words(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        String said = details == null ? "" : Objects.requireNonNullElse(details.errorMessage(), "");
        String words = said.isEmpty() ? "HTTP " + answer.statusCode() + " " + code(answer) : said;
        words = words.strip();
        return words.endsWith(".") ? words : words + ".";
    }

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

    public static CredentialsException unanswered(String service, RuntimeException failure) {
        if (MalformedAnswer.is(failure)) {
            Optional<String> malformed = AwsFiles.clientFault();
            if (malformed.isPresent()) {
                return new CredentialsException(
                        FailureCode.CREDENTIALS_UNAVAILABLE,
                        "the AWS configuration cannot be used: " + malformed.get() + ".",
                        "Correct ~/.aws/config, ~/.aws/credentials or the AWS_* environment variables.",
                        failure);
            }
            return new CredentialsException(
                    FailureCode.AWS_UNREACHABLE,
                    "what answers in the place of " + service + " does not answer as AWS does.",
                    "Check endpointUrl, and whether a proxy or a network's sign-in page answers in AWS's place.",
                    failure);
        }
        return new CredentialsException(
                FailureCode.AWS_UNREACHABLE,
                service + " does not answer: " + failure.getMessage(),
                "Check the network, proxy settings and region; endpointUrl names another endpoint.",
                failure);
    }
}
