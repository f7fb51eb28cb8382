package ai.fourminds.rds.internal.failure;

import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.failure.Causes;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.failure.RdsFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/** Failures of AWS calls: credentials, permissions, the API itself. Stateless. */
public final class AwsFailures {

    private AwsFailures() {}

    public static SQLException credentials(String auth, CredentialsException failure) {
        return DiagnosedException.of(
                failure.code(),
                "No AWS credentials (auth=" + auth + "): " + failure.what(),
                "",
                failure.remedy(),
                failure);
    }

    /** A credentials method broke its contract: it threw an exception other than a CredentialsException. */
    public static SQLException methodBroken(String auth, Throwable failure) {
        return DiagnosedException.of(
                FailureCode.CREDENTIALS_UNAVAILABLE,
                "No AWS credentials (auth=" + auth + "): the method failed with "
                        + failure.getClass().getSimpleName() + ".",
                "It says: " + DiagnosedException.sentence(String.valueOf(failure.getMessage())),
                "Correct what it names, or choose another method with auth.",
                failure);
    }

    /** Returns the shared AWS files where they are: {@code ~/.aws/config}, {@code conjunction}, the credentials file. */
    public static String files(String conjunction) {
        return ProfileFileSystemSetting.AWS_CONFIG_FILE.getStringValue().orElse("~/.aws/config")
                + conjunction
                + ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE
                        .getStringValue()
                        .orElse("~/.aws/credentials");
    }

    /** The AWS files or AWS_* variables cannot be read; every SDK client reads them. */
    public static SQLException filesMalformed(String why, @Nullable Throwable cause) {
        return DiagnosedException.of(
                FailureCode.CREDENTIALS_UNAVAILABLE,
                "The AWS configuration cannot be used.",
                "The AWS SDK says: " + DiagnosedException.sentence(why),
                "Correct " + files(", ") + " or the AWS_* environment variables; aws configure list-profiles tells"
                        + " whether the files can be read.",
                cause);
    }

    public static SQLException filesLate(Duration limit) {
        return DiagnosedException.of(
                FailureCode.CREDENTIALS_UNAVAILABLE,
                "The AWS configuration was not read within " + limit.toMillis() + " ms.",
                files(" or ") + " does not answer.",
                "Check that the file system answers; or set region, and auth to a method that needs no profile.");
    }

    /**
     * Credentials did not arrive in time; the attempt goes on without its caller.
     *
     * @param endpoint the configured endpoint of the service that gives them; empty if there is none
     */
    public static SQLException credentialsLate(String auth, Optional<String> endpoint, Duration limit) {
        return DiagnosedException.of(
                FailureCode.AWS_TIMEOUT,
                "No AWS credentials (auth=" + auth + ") came within " + limit.toMillis() + " ms.",
                endpoint.map(url -> "Endpoint: " + url + ".").orElse(""),
                "Check what gives them (a credential_process, the metadata service, STS, Cognito): fourminds-rds test;"
                        + " connectTimeout allows more time.");
    }

    /** The credentials have expired; {@code profile} is the one that they come from, or null. */
    public static SQLException credentialsExpired(
            String auth, @Nullable String profile, String accessKeyId, @Nullable Throwable cause) {
        String option = profile == null ? "" : " --profile " + AwsCommands.word(profile);
        return DiagnosedException.of(
                FailureCode.CREDENTIALS_EXPIRED,
                "The AWS credentials have expired.",
                "auth=" + auth + ", access key " + accessKeyId + ".",
                switch (auth) {
                    case "access-keys" -> "Set a fresh accessKeyId, secretAccessKey and sessionToken.";
                    case "profile" -> "Sign in again: aws sso login" + option + ", or renew the profile's keys.";
                    default ->
                        "Renew them (aws sso login" + option
                                + ", a new role session, fresh environment variables) and connect again.";
                },
                cause);
    }

    public static boolean is(SQLException failure, FailureCode code) {
        return failure instanceof RdsFailure diagnosed && diagnosed.diagnosis().failure() == code;
    }

    public static SQLException accessDenied(
            String action, String region, String awsMessage, @Nullable Throwable cause) {
        return DiagnosedException.of(
                FailureCode.ACCESS_DENIED,
                "AccessDenied: the IAM policy isn't attached to the role, or is missing " + action + ".",
                "Region " + region + "; AWS says: " + DiagnosedException.sentence(awsMessage),
                "Attach a policy with {\"Effect\":\"Allow\",\"Action\":\"" + action
                        + "\",\"Resource\":\"*\"} to the caller"
                        + ("rds:DescribeDBInstances".equals(action)
                                ? ", or set instanceHost and instanceEngine to connect without looking the instance up, or name a"
                                        + " cluster by its ARN."
                                : "."),
                cause);
    }

    public static SQLException invalidAccessKey(String auth, String accessKeyId, @Nullable Throwable cause) {
        return DiagnosedException.of(
                FailureCode.INVALID_ACCESS_KEY,
                "Invalid Access Key ID: AWS does not know the access key " + accessKeyId + ".",
                "auth=" + auth + ".",
                "Check the key id, that the key is active, and that temporary keys come with their session token.",
                cause);
    }

    /** The signature does not match, so the secret is wrong. */
    public static SQLException invalidSecretKey(String auth, String accessKeyId, @Nullable Throwable cause) {
        return DiagnosedException.of(
                FailureCode.INVALID_SECRET_KEY,
                "Invalid Secret Access Key: the secret does not belong to the access key " + accessKeyId + ".",
                "auth=" + auth + ".",
                "Set the secret access key again; look for a missing or extra character.",
                cause);
    }

    public static SQLException unrecognizedClient(String region, String awsMessage, @Nullable Throwable cause) {
        return DiagnosedException.of(
                FailureCode.UNRECOGNIZED_CLIENT,
                "Unrecognized client: wrong AWS region, or RDS isn't enabled in that region.",
                "Region " + region + "; AWS says: " + DiagnosedException.sentence(awsMessage),
                "Check region, and that the account has it enabled (aws account list-regions).",
                cause);
    }

    public static SQLException clockSkew(String awsMessage, @Nullable Throwable cause) {
        return DiagnosedException.of(
                FailureCode.AWS_CLOCK_SKEW,
                "AWS rejects the request's time: this machine's clock is wrong.",
                "AWS says: " + DiagnosedException.sentence(awsMessage),
                "Set the clock (timedatectl set-ntp true, or w32tm /resync on Windows) and connect again.",
                cause);
    }

    /** AWS throttles the call, and no cached result can replace it. */
    public static SQLException throttled(String operation, String region, @Nullable Throwable cause) {
        return DiagnosedException.of(
                FailureCode.AWS_THROTTLED,
                "AWS is throttling " + operation + " in " + region + ".",
                "All retries were used up.",
                "Connect again in a few seconds; a longer discoveryCacheTtl asks AWS less often.",
                cause);
    }

    public static SQLException unreachable(String operation, String endpoint, @Nullable Throwable cause) {
        return DiagnosedException.of(
                FailureCode.AWS_UNREACHABLE,
                "The AWS API cannot be reached for " + operation + ".",
                "Endpoint: " + endpoint + "; " + innermost(cause),
                "Check the network, proxy settings and region; inside a VPC without internet access set endpointUrl to an"
                        + " interface endpoint.",
                cause);
    }

    public static SQLException unreadable(String operation, String endpoint, Throwable cause) {
        return DiagnosedException.of(
                FailureCode.AWS_ANSWER_UNREADABLE,
                "What answers " + operation + " does not answer as the AWS API does.",
                "Endpoint: " + endpoint + "; " + innermost(cause),
                "Check endpointUrl, and whether a proxy or a network's sign-in page answers in AWS's place.",
                cause);
    }

    public static SQLException timedOut(String operation, String endpoint, Duration limit, @Nullable Throwable cause) {
        return DiagnosedException.of(
                FailureCode.AWS_TIMEOUT,
                "The AWS API did not answer " + operation + " within " + limit.toMillis() + " ms.",
                "Endpoint: " + endpoint + ".",
                "Check the network and proxy settings; connectTimeout and discoveryTimeout allow more time.",
                cause);
    }

    /** Any other error; {@code theirs} if it is AWS's own fault (HTTP 5xx). */
    public static SQLException other(
            String operation, String endpoint, String awsMessage, boolean theirs, @Nullable Throwable cause) {
        return DiagnosedException.of(
                theirs ? FailureCode.AWS_ERROR : FailureCode.AWS_REFUSED,
                "AWS " + (theirs ? "failed at " : "refused ") + operation + ".",
                "Endpoint: " + endpoint + "; AWS says: " + DiagnosedException.sentence(awsMessage),
                theirs ? "Connect again in a moment." : "Check region and endpointUrl, and what AWS says.",
                cause);
    }

    private static String innermost(@Nullable Throwable cause) {
        if (cause == null) {
            return ".";
        }
        Throwable innermost = Causes.innermost(cause);
        return DiagnosedException.sentence(innermost.getClass().getSimpleName() + ": " + innermost.getMessage());
    }
}
