package ai.fourminds.rds.failure;

import java.util.Objects;

/**
 * A failure, explained. Holds no secret.
 *
 * @param failure which failure of the catalogue
 * @param headline what failed, on which instance, in one sentence
 * @param detail the facts known: caller, endpoint, user, region; may be empty
 * @param remedy what to type or change next
 */
public record Diagnosis(FailureCode failure, String headline, String detail, String remedy) {

    /** Refuses nulls. */
    public Diagnosis {
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(headline, "headline");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(remedy, "remedy");
    }

    /** Stable name in lower case with hyphens: {@code iam-authentication-off}. */
    public String code() {
        return failure.code();
    }

    /** Where in the chain the failure lies. */
    public FailureKind kind() {
        return failure.kind();
    }

    /** Headline, detail and remedy as one paragraph. */
    public String message() {
        return detail.isEmpty() ? headline + " " + remedy : headline + " " + detail + " " + remedy;
    }
}
