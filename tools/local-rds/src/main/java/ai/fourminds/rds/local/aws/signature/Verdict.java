package ai.fourminds.rds.local.aws.signature;

import ai.fourminds.rds.local.aws.query.AwsError;
import ai.fourminds.rds.local.iam.AccessKey;

/** The result of verifying a signature. Immutable. */
public sealed interface Verdict {
    /** The holder of {@code caller} signed the request. */
    record Verified(AccessKey caller) implements Verdict {}

    /** The signature is wrong, or not valid for this time or service. */
    record Refused(AwsError error) implements Verdict {}

    static Verdict refused(int httpStatus, String code, String message) {
        return new Refused(new AwsError(httpStatus, code, message));
    }
}
