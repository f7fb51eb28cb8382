package ai.fourminds.rds.local.aws.signature;

import ai.fourminds.rds.local.aws.query.AwsError;
import ai.fourminds.rds.local.iam.AccessKey;

/** What the verification of a signature comes to. Immutable. */
public sealed interface Verdict {
    /** The request was signed by the holder of {@code caller}. */
    record Verified(AccessKey caller) implements Verdict {}

    /** The request was not, or not for here and now. */
    record Refused(AwsError error) implements Verdict {}

    static Verdict refused(int httpStatus, String code, String message) {
        return new Refused(new AwsError(httpStatus, code, message));
    }
}
