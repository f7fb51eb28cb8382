package ai.fourminds.rds.failure;

/**
 * A failure, explained in parts. Holds no secret.
 *
 * @param failure the failure code
 * @param headline what failed, on which instance, in one sentence
 * @param detail the known facts: caller, endpoint, user, region; may be empty
 * @param remedy what to type or change next
 */
public record Diagnosis(FailureCode failure, String headline, String detail, String remedy) {

    /** Returns the code's stable name, in lower case with hyphens: {@code iam-authentication-off}. */
    public String code() {
        return failure.code();
    }

    /** Returns where between settings and login the failure lies. */
    public FailureKind kind() {
        return failure.kind();
    }

    /** Returns headline, detail and remedy as one paragraph. */
    public String message() {
        return detail.isEmpty() ? headline + " " + remedy : headline + " " + detail + " " + remedy;
    }
}
