package ai.fourminds.rds.local.aws.sts;

import ai.fourminds.rds.local.aws.query.AwsError;
import ai.fourminds.rds.local.aws.query.Parameters;
import ai.fourminds.rds.local.aws.query.Xml;
import ai.fourminds.rds.local.iam.AccessKey;
import ai.fourminds.rds.local.iam.AssumableRole;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** The limits of parameters and the answers that both ways to assume a role share. Stateless. */
final class RoleSession {
    private static final Duration DEFAULT = Duration.ofHours(1);
    private static final Duration MAX_CHAINED = Duration.ofHours(1);
    private static final String TEXT = "[\\w+=,.@-]*";

    private RoleSession() {}

    static Constraints limits(Parameters parameters) {
        return new Constraints(parameters)
                .required("RoleArn")
                .length("RoleArn", 20, 2048)
                .required("RoleSessionName")
                .length("RoleSessionName", 2, 64)
                .pattern("RoleSessionName", TEXT)
                .between("DurationSeconds", 900, 43_200);
    }

    static Optional<AwsError> arnFault(String roleArn) {
        return roleArn.matches("arn:aws:iam::[0-9]{12}:role/[\\w+=,.@/-]+")
                ? Optional.empty()
                : Optional.of(AwsError.validation(roleArn + " is invalid"));
    }

    static Duration duration(Parameters parameters) {
        return parameters
                .find("DurationSeconds")
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(DEFAULT);
    }

    static Optional<AwsError> tooLong(Duration requested, AssumableRole role) {
        return requested.compareTo(role.maxSession()) > 0
                ? Optional.of(AwsError.validation(
                        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."))
                : Optional.empty();
    }

    /** Refuses more than an hour for a session that assumes another role, whatever that role allows. */
    static Optional<AwsError> chainTooLong(Duration requested, AccessKey caller) {
        return AssumableRole.roleOfSession(caller.arn()).isPresent() && requested.compareTo(MAX_CHAINED) > 0
                ? Optional.of(AwsError.validation("The requested DurationSeconds exceeds the 1 hour session limit for"
                        + " roles assumed by role chaining"))
                : Optional.empty();
    }

    static void write(AccessKey key, Xml xml) {
        xml.element(
                        "Credentials",
                        credentials -> credentials
                                .text("AccessKeyId", key.id())
                                .text("SecretAccessKey", key.secret())
                                .text("SessionToken", Objects.requireNonNull(key.sessionToken()))
                                .text("Expiration", Objects.requireNonNull(key.expiresAt())))
                .element(
                        "AssumedRoleUser",
                        user -> user.text("AssumedRoleId", key.userId()).text("Arn", key.arn()));
    }
}
